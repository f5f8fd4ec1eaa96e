package dev.limner.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.images.Picture;

/** CIFAR's binary versions, as they are published. */
class CifarTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadThePublishedArchive() {
        // Given
        String inside = "cifar-10-batches-bin/";
        byte[] tar = Uploads.tar(inside + "batches.meta.txt", "airplane\nautomobile\nbird\n\n".getBytes(),
                inside + "data_batch_1.bin", Uploads.cifar(0, -1, 2, 0), inside + "data_batch_2.bin",
                Uploads.cifar(2, -1, 1), inside + "test_batch.bin", Uploads.cifar(3, -1, 0),
                inside + "readme.html", "<html>".getBytes());
        // When
        Collected collected = Collected.of(Uploads.staged(folder, "cifar-10-binary.tar.gz", Uploads.gz(tar)));
        // Then
        String shown = "cifar-10-binary.tar.gz: " + inside;
        assertThat(collected.places()).containsExactly(shown + "data_batch_1.bin #0 null bird",
                shown + "data_batch_1.bin #1 null airplane", shown + "data_batch_2.bin #0 null automobile",
                shown + "test_batch.bin #0 held-out airplane");
        assertThat(collected.classes).containsExactly("airplane", "automobile", "bird");
        assertThat(collected.pictures).extracting(SourcePicture::format).containsOnly("cifar");
        assertThat(collected.refused).isEmpty();
    }

    @Test
    void shouldKeepRedGreenAndBlueInTheirPlaces() {
        // When
        Collected collected = Collected
                .of(Uploads.staged(folder, "data_batch_1.bin", Uploads.cifar(5, -1, 7)));
        // Then
        Picture picture = collected.pictures.get(0).content().decode();
        assertThat(picture.channels()).isEqualTo(3);
        assertThat(Arrays.copyOfRange(picture.pixels(), 1024, 2048)).isEqualTo(Uploads.picture(16, 32).pixels());
        assertThat(collected.pictures.get(0).className()).isEqualTo("7");
    }

    @Test
    void shouldTakeTheFineLabelOfCifar100() {
        // When
        Collected collected = Collected.of(Uploads.staged(folder, "train.bin", Uploads.cifar(0, 9, 42, 3)),
                Uploads.staged(folder, "test.bin", Uploads.cifar(2, 9, 42)));
        // Then
        assertThat(collected.places()).containsExactly("train.bin #0 null 42", "train.bin #1 null 3",
                "test.bin #0 held-out 42");
    }

    @Test
    void shouldSayWhatIsWrongWithABatch() {
        // Given
        byte[] batch = Uploads.cifar(0, -1, 3);
        StagedCopy cut = Uploads.staged(folder, "data_batch_1.bin", Arrays.copyOf(batch, 3000));
        StagedCopy whole = Uploads.staged(folder, "data_batch_1.bin", batch);
        StagedCopy names = Uploads.staged(folder, "batches.meta.txt", "airplane\nbird\n".getBytes());
        // When, Then
        assertThatThrownBy(() -> Collected.of(cut)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("'data_batch_1.bin' has 3000 bytes").hasMessageContaining("3073");
        assertThatThrownBy(() -> Collected.of(whole, names)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("the label 3").hasMessageContaining("only 2 classes");
    }

    @Test
    void shouldRefuseThePicklesOfThePythonVersion() {
        // When
        Collected collected = Collected.of(Uploads.staged(folder, "data_batch_1", new byte[]{(byte) 0x80, 2, 125}));
        // Then
        assertThat(collected.refused).singleElement().asString().contains("is a Python pickle")
                .contains("binary version");
    }
}
