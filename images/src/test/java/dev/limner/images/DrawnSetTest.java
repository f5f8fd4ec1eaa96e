package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnSetTest {
    @TempDir
    private Path folder;

    @Test
    void shouldDrawTheSameOnEveryMachine() throws NoSuchAlgorithmException {
        // Given
        MessageDigest digest = MessageDigest.getInstance("SHA-256");

        // When
        for (int i = 0; i < 1000; i++) {
            digest.update(DrawnSet.picture(DrawnSet.label(i), 42, i).pixels());
        }

        // Then
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("3d4215037675831d78bda364f5fe0861e316a88a1ec357ed12e1a0a55be12b71");
    }

    @Test
    void shouldNeverDrawTheSamePictureTwice() {
        // Given
        Set<Picture> pictures = new HashSet<>();

        // When
        for (int i = -1000; i < 1000; i++) {
            pictures.add(DrawnSet.picture(Math.floorMod(i, 10), 1, i));
        }

        // Then
        assertThat(pictures).hasSize(2000);
        assertThat(pictures).doesNotContain(DrawnSet.picture(0, 2, 0));
    }

    @Test
    void shouldKeepItsClassesApart() {
        // Given: the class of the nearest of 1 000 pictures
        int train = 1000;
        int heldOut = 300;
        Picture[] known = new Picture[train];
        for (int i = 0; i < train; i++) {
            known[i] = DrawnSet.picture(DrawnSet.label(i), 5, i);
        }

        // When
        int right = 0;
        for (int i = 0; i < heldOut; i++) {
            right += nearest(known, DrawnSet.picture(DrawnSet.label(i), 5, -1 - i)) == DrawnSet.label(i) ? 1 : 0;
        }

        // Then
        assertThat(right / (double) heldOut).isGreaterThan(0.9);
    }

    @Test
    void shouldFillThePictureAndKeepItsBorderMostlyBlack() {
        // Given
        int total = 0;
        int border = 0;

        // When
        for (int i = 0; i < 500; i++) {
            Picture picture = DrawnSet.picture(DrawnSet.label(i), 3, i);
            for (int y = 0; y < 28; y++) {
                for (int x = 0; x < 28; x++) {
                    total += picture.at(0, y, x);
                    border += x == 0 || y == 0 || x == 27 || y == 27 ? picture.at(0, y, x) : 0;
                }
            }
        }

        // Then
        assertThat(total / (500.0 * 28 * 28)).isBetween(30.0, 80.0);
        assertThat(border / (500.0 * 108)).isLessThan(2.0);
    }

    @Test
    void shouldWriteFilesAsTheMnistFamilyHasThem() throws IOException {
        // Given
        Path set = folder.resolve("drawn");

        // When
        DrawnSet.writeIdx(set, 25, 12, 9);

        // Then
        try (DataInputStream pictures = open(set, "train-images-idx3-ubyte.gz")) {
            assertThat(new int[]{pictures.readInt(), pictures.readInt(), pictures.readInt(), pictures.readInt()})
                    .containsExactly(0x803, 25, 28, 28);
            assertThat(pictures.readNBytes(784)).isEqualTo(DrawnSet.picture(0, 9, 0).pixels());
            assertThat(pictures.readAllBytes()).hasSize(24 * 784);
        }
        try (DataInputStream labels = open(set, "t10k-labels-idx1-ubyte.gz")) {
            assertThat(new int[]{labels.readInt(), labels.readInt()}).containsExactly(0x801, 12);
            assertThat(labels.readAllBytes()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1);
        }
        try (DataInputStream pictures = open(set, "t10k-images-idx3-ubyte.gz")) {
            assertThat(pictures.readAllBytes()).hasSize(16 + 12 * 784);
        }
        assertThat(set.resolve("train-labels-idx1-ubyte.gz")).exists();
        assertThat(Files.readAllLines(set.resolve("classes.txt"))).isEqualTo(DrawnSet.CLASSES);
    }

    private static DataInputStream open(Path set, String file) throws IOException {
        return new DataInputStream(new GZIPInputStream(Files.newInputStream(set.resolve(file))));
    }

    private static int nearest(Picture[] known, Picture picture) {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < known.length; i++) {
            long sum = 0;
            for (int at = 0; at < 784; at++) {
                long difference = (known[i].pixels()[at] & 0xff) - (picture.pixels()[at] & 0xff);
                sum += difference * difference;
            }
            if (sum < least) {
                least = sum;
                best = i;
            }
        }
        return DrawnSet.label(best);
    }
}
