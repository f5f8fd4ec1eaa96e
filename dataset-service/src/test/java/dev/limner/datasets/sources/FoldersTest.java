package dev.limner.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.problems.ProblemException;

class FoldersTest {
    private static final byte[] PNG = Uploads.png(1, 16);

    @TempDir
    private Path folder;

    @Test
    void shouldTakeTheInnermostFolderAsClass() {
        // When
        Collected collected = Collected.of(zip("a.zip", "set/flowers/rose/1.png", "set/tulip/2.PNG", "3.png"),
                Uploads.staged(folder, "daisy/4.png", PNG));
        // Then
        assertThat(collected.places()).containsExactly("a.zip: set/flowers/rose/1.png null rose",
                "a.zip: set/tulip/2.PNG null tulip", "a.zip: 3.png null null", "daisy/4.png null daisy");
    }

    @Test
    void shouldKeepAnOfficialSplit() {
        // When
        Collected collected = Collected.of(zip("a.zip", "set/train/rose/1.png", "set/Held-Out/rose/2.png",
                "set/train/3.png", "set/train/train/4.png"));
        // Then
        assertThat(collected.places()).containsExactly("a.zip: set/train/rose/1.png train rose",
                "a.zip: set/Held-Out/rose/2.png held-out rose", "a.zip: set/train/3.png train null",
                "a.zip: set/train/train/4.png train train");
    }

    @Test
    void shouldTakeAFolderNamedTrainAsClassWhereItStandsAlone() {
        // When
        Collected collected = Collected.of(zip("vehicles.zip", "train/1.png", "bus/2.png"));
        // Then
        assertThat(collected.places()).containsExactly("vehicles.zip: train/1.png null train",
                "vehicles.zip: bus/2.png null bus");
    }

    @Test
    void shouldSplitByArchivesThatSaySo() {
        // When
        Collected both = Collected.of(zip("flowers-train.zip", "rose/1.png", "train/2.png"),
                zip("flowers-test.zip", "rose/3.png", "4.png"));
        Collected alone = Collected.of(zip("flowers-train.zip", "rose/1.png"));
        // Then
        assertThat(both.places()).containsExactly("flowers-train.zip: rose/1.png train rose",
                "flowers-train.zip: train/2.png train null", "flowers-test.zip: rose/3.png held-out rose",
                "flowers-test.zip: 4.png held-out null");
        assertThat(alone.places()).containsExactly("flowers-train.zip: rose/1.png null rose");
    }

    @Test
    void shouldIgnoreWhatIsNoPictureAndWhatSystemsLeaveBehind() {
        // When
        Collected collected = Collected.of(Uploads.staged(folder, "a.zip",
                Uploads.zip("__MACOSX/rose/._1.png", PNG, "rose/.DS_Store", PNG, "rose/Thumbs.db", PNG, "README.md",
                        "text".getBytes(), "rose/1", PNG, "empty", new byte[0])));
        // Then
        assertThat(collected.places()).containsExactly("a.zip: rose/1 null rose");
        assertThat(collected.ignored).hasSize(5);
        assertThat(collected.refused).isEmpty();
    }

    @Test
    void shouldRefuseAPictureOfAClassThatIsNotNamed() {
        // Given
        StagedCopy zip = Uploads.staged(folder, "a.zip",
                Uploads.zip("rose/1.png", PNG, "weed/2.png", PNG, "classes.txt", "tulip\nrose\n".getBytes()));
        // When
        Collected collected = Collected.of(zip);
        // Then
        assertThat(collected.classes).containsExactly("tulip", "rose");
        assertThat(collected.pictures).hasSize(1);
        assertThat(collected.refused)
                .containsExactly("a.zip: weed/2.png is of 'weed', which is no class of classes.txt");
    }

    @Test
    void shouldSayWhatIsWrongWithTheNamesOfClasses() {
        assertUnreadable("line 2", "rose\n\ntulip");
        assertUnreadable("same class twice", "rose\nrose");
        assertUnreadable("line 1", "");
        assertUnreadable("line 1", "r".repeat(201));
        assertThatThrownBy(() -> Collected.of(Uploads.staged(folder, "classes.txt", new byte[]{(byte) 0xff})))
                .isInstanceOf(ProblemException.class).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Collected.of(Uploads.staged(folder, "classes.txt", "a".getBytes()),
                Uploads.staged(folder, "x/classes.txt", "b".getBytes())))
                .isInstanceOf(ProblemException.class).hasMessageContaining("second");
    }

    private void assertUnreadable(String reason, String names) {
        assertThatThrownBy(() -> Collected.of(Uploads.staged(folder, "classes.txt", names.getBytes())))
                .isInstanceOf(ProblemException.class).hasMessageContaining("classes.txt").hasMessageContaining(reason);
    }

    @Test
    void shouldSortNumbersAsNumbers() {
        assertThat(ClassNames.sorted(List.of("10", "9", "0"))).containsExactly("0", "9", "10");
        assertThat(ClassNames.sorted(List.of("10", "9", "a"))).containsExactly("10", "9", "a");
    }

    private StagedCopy zip(String name, String... files) {
        Object[] entries = new Object[files.length * 2];
        for (int i = 0; i < files.length; i++) {
            entries[2 * i] = files[i];
            entries[2 * i + 1] = Uploads.png(i, 16);
        }
        return Uploads.staged(folder, name, Uploads.zip(entries));
    }
}
