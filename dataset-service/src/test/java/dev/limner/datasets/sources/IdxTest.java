package dev.limner.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.store.datasets.Split;

class IdxTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadAPairPlainOrGzippedAndKnowTheTestSetByItsName() {
        // Given
        StagedCopy images = staged("train-images-idx3-ubyte", Uploads.idxPictures(0, 3, 16));
        StagedCopy labels = staged("train-labels-idx1-ubyte.gz", Uploads.gz(Uploads.idxLabels(2, 0, 2)));
        StagedCopy testImages = staged("t10k-images-idx3-ubyte.gz", Uploads.gz(Uploads.idxPictures(3, 2, 16)));
        StagedCopy testLabels = staged("t10k-labels-idx1-ubyte", Uploads.idxLabels(1, 0));
        // When
        Collected collected = Collected.of(images, testLabels, labels, testImages);
        // Then
        assertThat(collected.places()).containsExactly("train-images-idx3-ubyte #0 null 2",
                "train-images-idx3-ubyte #1 null 0", "train-images-idx3-ubyte #2 null 2",
                "t10k-images-idx3-ubyte.gz #0 held-out 1", "t10k-images-idx3-ubyte.gz #1 held-out 0");
        assertThat(collected.classes).containsExactlyInAnyOrder("0", "1", "2");
        assertThat(collected.pictures.get(4).content().decode()).isEqualTo(Uploads.picture(4, 16));
        assertThat(collected.pictures.get(4).split()).isEqualTo(Split.HELD_OUT);
    }

    @Test
    void shouldNameClassesAsTheirFileDoes() {
        // Given
        StagedCopy images = staged("images.idx3-ubyte", Uploads.idxPictures(0, 2, 16));
        StagedCopy labels = staged("labels.idx1-ubyte", Uploads.idxLabels(1, 0));
        StagedCopy names = staged("classes.txt", "T-shirt/top\r\nAnkle boot\n\n".getBytes());
        // When
        Collected collected = Collected.of(images, labels, names);
        // Then
        assertThat(collected.pictures).extracting(SourcePicture::className).containsExactly("Ankle boot",
                "T-shirt/top");
    }

    @Test
    void shouldReadPicturesWithoutLabels() {
        // When
        Collected collected = Collected.of(staged("images-idx3-ubyte", Uploads.idxPictures(0, 2, 16)));
        // Then
        assertThat(collected.pictures).extracting(SourcePicture::className).containsOnlyNulls();
    }

    @Test
    void shouldReadAPairInsideAZip() {
        // Given
        StagedCopy zip = staged("mnist.zip", Uploads.zip("raw/train-images.idx3-ubyte", Uploads.idxPictures(0, 2, 16),
                "raw/train-labels.idx1-ubyte", Uploads.idxLabels(0, 1)));
        // When
        Collected collected = Collected.of(zip);
        // Then
        assertThat(collected.pictures).hasSize(2);
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() {
        byte[] good = Uploads.idxPictures(0, 4, 16);
        byte[] floats = good.clone();
        floats[2] = 0x0d;
        byte[] four = good.clone();
        four[3] = 4;
        byte[] huge = ByteBuffer.allocate(16).putInt(0x803).putInt(1).putInt(70_000).putInt(70_000).array();
        byte[] none = ByteBuffer.allocate(16).putInt(0x803).putInt(0).putInt(28).putInt(28).array();
        byte[] damaged = Uploads.gz(good);
        damaged[damaged.length - 6] ^= 1;
        byte[] packed = Uploads.gz(good);
        assertUnreadable("ends before the last", Arrays.copyOf(good, good.length - 1));
        assertUnreadable("goes on after the last", Arrays.copyOf(good, good.length + 1));
        assertUnreadable("ends within its header", Arrays.copyOf(good, 10));
        assertUnreadable("ends within its header", new byte[0]);
        assertUnreadable("two zero bytes", "no idx at all, but text".getBytes());
        assertUnreadable("type 0x0d", floats);
        assertUnreadable("4 dimensions", four);
        assertUnreadable("70000×70000", huge);
        assertUnreadable("dimension of 0", none);
        assertUnreadable("corrupt", damaged);
        assertUnreadable("ends before", Arrays.copyOf(packed, packed.length / 2));
    }

    private void assertUnreadable(String reason, byte[] content) {
        StagedCopy file = staged("train-images-idx3-ubyte.gz", content);
        assertThatThrownBy(() -> Collected.of(file)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("train-images-idx3-ubyte.gz").hasMessageContaining(reason);
    }

    @Test
    void shouldNotReserveMemoryForLabelsThatAreOnlyPromised() {
        // Given
        StagedCopy images = staged("images-idx3-ubyte",
                ByteBuffer.allocate(16).putInt(0x803).putInt(Integer.MAX_VALUE).putInt(1).putInt(1).array());
        StagedCopy labels = staged("labels-idx1-ubyte",
                ByteBuffer.allocate(8).putInt(0x801).putInt(Integer.MAX_VALUE).array());
        // When, Then
        assertThatThrownBy(() -> Collected.of(images, labels)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("labels-idx1-ubyte");
    }

    @Test
    void shouldMissTheOtherHalfOfAPair() {
        // Given
        StagedCopy images = staged("train-images-idx3-ubyte", Uploads.idxPictures(0, 2, 16));
        StagedCopy labels = staged("train-labels-idx1-ubyte", Uploads.idxLabels(0, 1, 1));
        StagedCopy testImages = staged("t10k-images-idx3-ubyte", Uploads.idxPictures(5, 3, 16));
        // When, Then
        assertThatThrownBy(() -> Collected.of(labels)).hasMessageContaining("has no pictures beside it");
        assertThatThrownBy(() -> Collected.of(images, labels))
                .hasMessageContaining("has 3 labels for the 2 pictures");
        assertThatThrownBy(() -> Collected.of(testImages, staged("train-labels-idx1-ubyte", Uploads.idxLabels(1))))
                .hasMessageContaining("'t10k-images-idx3-ubyte' has no labels beside it");
    }

    @Test
    void shouldRefuseALabelWithoutAName() {
        // Given
        StagedCopy images = staged("images-idx3-ubyte", Uploads.idxPictures(0, 1, 16));
        StagedCopy labels = staged("labels-idx1-ubyte", Uploads.idxLabels(2));
        StagedCopy names = staged("classes.txt", "rose\ntulip".getBytes());
        // When, Then
        assertThatThrownBy(() -> Collected.of(images, labels, names)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("label 2").hasMessageContaining("2 lines");
    }

    private StagedCopy staged(String name, byte[] content) {
        return Uploads.staged(folder, name, content);
    }
}
