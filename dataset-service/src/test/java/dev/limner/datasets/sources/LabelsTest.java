package dev.limner.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.problems.ProblemException;

/** Labels from a file beside the pictures. */
class LabelsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLabelByAFileInTheArchive() {
        // Given
        byte[] zip = Uploads.zip("set/labels.csv",
                text("file_name,label,split\r\n\"a, b.png\",\"T-shirt/top\",train\r\n"
                        + "deep/c.png,boot,test\r\n"),
                "set/a, b.png", Uploads.png(1, 16), "set/deep/c.png",
                Uploads.png(2, 16), "set/d.png", Uploads.png(3, 16));
        // When
        Collected collected = Collected.of(staged("set.zip", zip));
        // Then
        assertThat(collected.places()).containsExactly("set.zip: set/a, b.png train T-shirt/top",
                "set.zip: set/deep/c.png held-out boot", "set.zip: set/d.png null null");
        assertThat(collected.refused).isEmpty();
    }

    @Test
    void shouldLabelByAFileSentBesideAnArchiveAndPictures() {
        // Given
        StagedCopy labels = staged("labels.csv", text("rose/1.png,red\n2.png,white\n"));
        // When
        Collected collected = Collected.of(labels,
                staged("set.tar", Uploads.tar("rose/1.png", Uploads.png(1, 16))), staged("2.png", Uploads.png(2, 16)));
        // Then
        assertThat(collected.places()).containsExactly("set.tar: rose/1.png null red", "2.png null white");
    }

    @Test
    void shouldReadJsonLines() {
        // Given
        StagedCopy labels = staged("metadata.jsonl", text("{\"file_name\": \"1.png\", \"label\": 7, \"more\": [1]}\n\n"
                + "{\"file_name\": \"2.png\", \"label\": \"boot\", \"split\": \"validation\"}"));
        // When
        Collected collected = Collected.of(labels, staged("1.png", Uploads.png(1, 16)),
                staged("2.png", Uploads.png(2, 16)));
        // Then
        assertThat(collected.places()).containsExactly("1.png null 7", "2.png held-out boot");
    }

    @Test
    void shouldRefuseRowsThatLeadOutsideOrToNothing() {
        // Given
        StagedCopy labels = staged("labels.csv", text("../up.png,a\n/etc/passwd,a\nC:\\x.png,a\na/../../x.png,a\n"
                + "\"a\u0007.png\",a\n1.png,a\n1.png,b\ngone.png,a\n2.png,a,sideways\n3.png," + "x".repeat(300)
                + "\n"));
        // When
        Collected collected = Collected.of(labels, staged("1.png", Uploads.png(1, 16)));
        // Then
        assertThat(collected.places()).containsExactly("1.png null a");
        assertThat(collected.refused).hasSize(9)
                .anyMatch(
                        line -> line.startsWith("labels.csv line 1 names '../up.png', which has a name that leads out"))
                .anyMatch(line -> line.startsWith("labels.csv line 2 names '/etc/passwd', which has an absolute name"))
                .anyMatch(line -> line.startsWith("labels.csv line 3 names 'C:\\x.png', which has an absolute name"))
                .anyMatch(line -> line.startsWith("labels.csv line 4 ") && line.contains("leads out"))
                .anyMatch(line -> line.startsWith("labels.csv line 5 ") && line.contains("control characters"))
                .anyMatch(line -> line.equals("labels.csv line 7 names '1.png' a second time"))
                .anyMatch(line -> line.equals("labels.csv line 8 names 'gone.png' which was not sent"))
                .anyMatch(line -> line.contains("has the split 'sideways'"))
                .anyMatch(line -> line.contains("line 10 has a label that has a name of more than 200 characters"));
    }

    @Test
    void shouldRefusePicturesOfAClassThatIsNotNamed() {
        // When
        Collected collected = Collected.of(staged("labels.csv", text("1.png,boot\n2.png,coat\n")),
                staged("classes.txt", text("boot\n")), staged("1.png", Uploads.png(1, 16)),
                staged("2.png", Uploads.png(2, 16)));
        // Then
        assertThat(collected.places()).containsExactly("1.png null boot");
        assertThat(collected.refused).containsExactly("2.png is of 'coat', which is no class of classes.txt");
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() {
        assertProblem("labels.csv", text("1.png,\"boot\n"), "line 1 has quotes that do not end");
        assertProblem("labels.csv", text("1.png,a\n\n2.png,\"b\"oot\n"), "line 3 has text after quotes");
        assertProblem("labels.csv", text(",".repeat(100)), "more than 64 fields");
        assertProblem("labels.csv", text("x".repeat(5000)), "more than 4096 characters");
        assertProblem("labels.csv", new byte[]{'a', (byte) 0xff, ',', 'b'}, "is not UTF-8");
        assertProblem("labels.jsonl", text("{\"path\": \"1.png\"}\n[1]\n"), "line 2 is no JSON object");
        assertProblem("labels.jsonl", text("{\"path\":\n"), "line 1 is no JSON");
        assertProblem("labels.jsonl", text("x".repeat(70_000)), "more than 65536 characters");
    }

    private void assertProblem(String name, byte[] content, String says) {
        assertThatThrownBy(() -> Collected.of(staged(name, content))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("'" + name + "'").hasMessageContaining(says);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private StagedCopy staged(String name, byte[] content) {
        return Uploads.staged(folder, name, content);
    }
}
