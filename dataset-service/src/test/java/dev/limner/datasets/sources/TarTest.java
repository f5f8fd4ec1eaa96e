package dev.limner.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.problems.ProblemException;

/** Tars, plain and packed, are read as zips are. */
class TarTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadATarPlainOrPacked() {
        // Given
        byte[] tar = Uploads.tar("train/rose/1.png", Uploads.png(1, 16), "train/tulip/2.png", Uploads.png(2, 16),
                "test/rose/3.png", Uploads.png(3, 16), "notes.txt", "mine".getBytes());
        // When
        Collected plain = Collected.of(staged("flowers.tar", tar));
        Collected gzipped = Collected.of(staged("flowers.tar.gz", Uploads.gz(tar)));
        Collected zstandard = Collected.of(staged("flowers.tar.zst", Uploads.zstd(tar)));
        // Then
        assertThat(plain.places()).containsExactly("flowers.tar: train/rose/1.png train rose",
                "flowers.tar: train/tulip/2.png train tulip", "flowers.tar: test/rose/3.png held-out rose");
        assertThat(plain.ignored).containsExactly("flowers.tar: notes.txt");
        assertThat(gzipped.places()).hasSize(3).allMatch(place -> place.startsWith("flowers.tar.gz: "));
        assertThat(zstandard.places()).hasSize(3).allMatch(place -> place.startsWith("flowers.tar.zst: "));
        assertThat(gzipped.pictures.get(2).content().decode()).isEqualTo(Uploads.picture(3, 16));
    }

    @Test
    void shouldReadLongNames() {
        // Given
        String name = "rose/" + "é".repeat(150) + ".png";
        // When
        Collected collected = Collected.of(staged("flowers.tar", Uploads.tar(name, Uploads.png(1, 16))));
        // Then
        assertThat(collected.refused).isEmpty();
        assertThat(collected.pictures).singleElement().satisfies(picture -> {
            assertThat(picture.className()).isEqualTo("rose");
            assertThat(picture.file()).endsWith(".png");
        });
    }

    @Test
    void shouldReadAnIdxPairInsideATar() {
        // Given
        byte[] tar = Uploads.tar("set/train-images-idx3-ubyte.gz", Uploads.gz(Uploads.idxPictures(0, 3, 16)),
                "set/train-labels-idx1-ubyte", Uploads.idxLabels(1, 0, 1));
        // When
        Collected collected = Collected.of(staged("set.tgz", Uploads.gz(tar)));
        // Then
        assertThat(collected.pictures).extracting(SourcePicture::className).containsExactly("1", "0", "1");
    }

    @Test
    void shouldSayWhatIsWrongWithATar() {
        // Given
        byte[] tar = Uploads.tar("rose/1.png", Uploads.png(1, 16), "rose/2.png", Uploads.png(2, 16));
        byte[] gz = Uploads.gz(tar);
        byte[] flipped = tar.clone();
        flipped[3] ^= 1;
        byte[] noise = new byte[4096];
        new Random(1).nextBytes(noise);
        // When, Then
        assertProblem("a.tar", Arrays.copyOf(tar, 700), "is cut off");
        assertProblem("a.tar", Arrays.copyOf(tar, 2048), "is cut off");
        assertProblem("a.tar", new byte[0], "it is none");
        assertProblem("a.tar", flipped, "checksum");
        assertProblem("a.tar", noise, "header");
        assertProblem("a.tar.gz", Arrays.copyOf(gz, gz.length / 2), "cannot be read");
        assertProblem("a.tar.zst", Arrays.copyOf(Uploads.zstd(tar), 60), "cannot be read");
    }

    @Test
    void shouldUnpackOnce() throws Exception {
        // Given
        StagedCopy copy = staged("flowers.tar.gz", Uploads.gz(Uploads.tar("rose/1.png", Uploads.png(1, 16))));
        Collected.of(copy);
        Files.write(copy.path(), new byte[]{0x1f, (byte) 0x8b});
        // When
        Collected again = Collected.of(copy);
        // Then
        assertThat(again.pictures).hasSize(1);
    }

    @Test
    void shouldBeStoppedWhileItUnpacks() {
        // Given
        StagedCopy copy = staged("flowers.tar.gz", Uploads.gz(Uploads.tar("rose/1.png", Uploads.png(1, 16))));
        // When, Then
        assertThatThrownBy(() -> Sources.open(List.of(copy), () -> {
            throw new IllegalStateException("cancelled");
        })).hasMessage("cancelled");
    }

    private void assertProblem(String name, byte[] content, String says) {
        assertThatThrownBy(() -> Collected.of(staged(name, content))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("'" + name + "'").hasMessageContaining(says);
    }

    private StagedCopy staged(String name, byte[] content) {
        return Uploads.staged(folder, name, content);
    }
}
