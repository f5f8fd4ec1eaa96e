package dev.limner.cli.sources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.DrawnSet;

class UploadTest {
    @TempDir
    Path folder;

    @Test
    void shouldSendTheIdxFilesOfAFolderAndItsClasses() throws Exception {
        // Given
        DrawnSet.writeIdx(folder, 20, 10, 1);
        Files.writeString(folder.resolve("README"), "not sent");

        // When
        Upload upload = Upload.of(folder);

        // Then
        assertThat(upload.description()).isEqualTo("4 IDX files");
        assertThat(text(upload)).contains("filename=\"train-images-idx3-ubyte.gz\"")
                .contains("filename=\"t10k-labels-idx1-ubyte.gz\"").contains("filename=\"classes.txt\"")
                .contains("crescent").doesNotContain("README");
    }

    @Test
    void shouldSendAFolderOfPicturesAsOneZip() throws Exception {
        // Given
        picture("boot/1.png");
        picture("coat/2.PNG");
        picture(".hidden/3.png");
        picture("notes.txt");

        // When
        Upload upload = Upload.of(folder);

        // Then
        assertThat(upload.description()).isEqualTo("2 pictures");
        assertThat(text(upload)).contains("filename=\"" + folder.getFileName() + ".zip\"").contains("boot/1.png")
                .contains("coat/2.PNG").doesNotContain("hidden").doesNotContain("notes");
    }

    @Test
    void shouldSendWhatSaysSomethingOfPicturesWithThem() throws Exception {
        // Given
        picture("images/1.png");
        picture("masks/1.png");
        picture("labels.csv");
        picture("classes.txt");

        // When
        Upload upload = Upload.of(folder).labels(folder.resolve("labels.csv"));

        // Then
        assertThat(upload.description()).isEqualTo("2 pictures");
        assertThat(text(upload)).contains("images/1.png", "masks/1.png", "classes.txt", "filename=\"labels.csv\"");
    }

    @Test
    void shouldSendAFolderOfCifarBatches() throws Exception {
        // Given
        picture("data_batch_1.bin");
        picture("batches.meta.txt");
        picture("other.bin");

        // When
        Upload upload = Upload.of(folder);

        // Then
        assertThat(upload.description()).isEqualTo("CIFAR batches");
        assertThat(text(upload)).contains("data_batch_1.bin", "batches.meta.txt").doesNotContain("other.bin");
    }

    @Test
    void shouldSendAFileAsItIsAndTheClassesItIsGiven() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("set.zip"), "PK");

        // When
        Upload upload = Upload.of(file).classes(List.of("boot", "coat"));

        // Then
        assertThat(text(upload)).contains("filename=\"set.zip\"").contains("PK").contains("boot\ncoat\n");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThatThrownBy(() -> Upload.of(folder.resolve("none"))).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.NOT_FOUND.uri()))
                .hasMessageContaining("none");
        assertThatThrownBy(() -> Upload.of(folder)).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.NO_PICTURES.uri()))
                .hasMessageContaining(folder.toString());
    }

    private void picture(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not really a picture");
    }

    /** The body as it would be sent, each byte a character. */
    private static String text(Upload upload) {
        BodyPublisher publisher = upload.body().publisher(sent -> {});
        CompletableFuture<String> whole = new CompletableFuture<>();
        StringBuilder text = new StringBuilder();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
                text.append(ISO_8859_1.decode(part));
            }

            @Override
            public void onError(Throwable failure) {
                whole.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                whole.complete(text.toString());
            }
        });
        return whole.join();
    }
}
