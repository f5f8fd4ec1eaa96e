package dev.limner.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.images.Picture;

/** Pictures and their masks, in folders side by side. */
class MasksTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMakeTheMaskTheAlphaChannel() {
        // Given
        byte[] zip = Uploads.zip("set/images/rose/1.bmp", Uploads.written("bmp", 1, 16), "set/masks/rose/1.png",
                Uploads.png(7, 16));
        // When
        Collected collected = Collected.of(staged(zip));
        // Then
        assertThat(collected.places()).containsExactly("set.zip: set/images/rose/1.bmp null rose");
        Picture picture = collected.pictures.get(0).content().decode();
        assertThat(picture.channels()).isEqualTo(4);
        assertThat(Arrays.copyOfRange(picture.pixels(), 3 * 256, 4 * 256)).isEqualTo(Uploads.picture(7, 16).pixels());
    }

    @Test
    void shouldNameNoClassByTheFolderOfThePictures() {
        // When
        Collected collected = Collected
                .of(staged(Uploads.zip("images/1.png", Uploads.png(1, 16), "masks/1.png", Uploads.png(2, 16))));
        // Then
        assertThat(collected.places()).containsExactly("set.zip: images/1.png null null");
    }

    @Test
    void shouldKeepAnOfficialSplitOfMaskedPictures() {
        // When
        Collected collected = Collected.of(staged(Uploads.zip("images/train/a/1.png", Uploads.png(1, 16),
                "masks/train/a/1.png", Uploads.png(2, 16), "images/test/a/2.png", Uploads.png(3, 16),
                "masks/test/a/2.png", Uploads.png(4, 16))));
        // Then
        assertThat(collected.places()).containsExactly("set.zip: images/train/a/1.png train a",
                "set.zip: images/test/a/2.png held-out a");
    }

    @Test
    void shouldTakeAClassOfMasksForWhatItIs() {
        // When
        Collected collected = Collected
                .of(staged(Uploads.zip("masks/1.png", Uploads.png(1, 16), "hats/1.png", Uploads.png(2, 16))));
        // Then
        assertThat(collected.places()).containsExactly("set.zip: masks/1.png null masks",
                "set.zip: hats/1.png null hats");
    }

    @Test
    void shouldListWhatHasNoOther() {
        // When
        Collected collected = Collected.of(staged(Uploads.zip("images/1.png", Uploads.png(1, 16), "images/2.png",
                Uploads.png(2, 16), "masks/1.png", Uploads.png(3, 16), "masks/1.bmp", Uploads.written("bmp", 1, 16),
                "masks/3.png", Uploads.png(4, 16))));
        // Then
        assertThat(collected.pictures).hasSize(1);
        assertThat(collected.refused).containsExactlyInAnyOrder("set.zip: images/2.png has no mask in masks/",
                "set.zip: masks/1.bmp is a mask of the same picture as set.zip: masks/1.png",
                "set.zip: masks/3.png is a mask, and its picture was not sent");
    }

    @Test
    void shouldRefuseAMaskOfAnotherSize() {
        // When
        Collected collected = Collected
                .of(staged(Uploads.zip("images/1.png", Uploads.png(1, 16), "masks/1.png", Uploads.png(2, 20))));
        // Then
        assertThatThrownBy(() -> collected.pictures.get(0).content().decode()).isInstanceOf(ProblemException.class)
                .hasMessageContaining("16×16 pixels and its mask 20×20");
    }

    private StagedCopy staged(byte[] content) {
        return Uploads.staged(folder, "set.zip", content);
    }
}
