package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.store.Sha256;
import dev.limner.store.datasets.Split;

class AdmissionTest {
    private static final int[] SAME = {0, 1, 2};

    /** A picture by its content, class number and half. */
    private record Given(int content, int className, Split split) {}

    @Test
    void shouldLeaveOutDuplicatesAndKeepTheHeldOutOne() {
        // Given
        List<Given> given = List.of(new Given(1, 0, null), new Given(1, 0, null), new Given(2, 1, Split.HELD_OUT),
                new Given(2, 1, Split.HELD_OUT), new Given(2, 1, null), new Given(3, 1, null));
        // When
        Admission admission = admission(given);
        // Then
        assertThat(admission.official()).isTrue();
        assertThat(admission.duplicates()).isEqualTo(new Duplicates(1, 1, 1, 0));
        assertThat(kept(given, admission)).containsExactly(Map.entry(1, "train 0"), Map.entry(2, "held-out 1"),
                Map.entry(3, "train 1"));
    }

    @Test
    void shouldKeepContradictingLabelsUnderTheFirstClassInWhateverOrderTheyCome() {
        // Given
        List<Given> given = List.of(new Given(1, 2, Split.TRAIN), new Given(1, -1, Split.TRAIN),
                new Given(1, 1, Split.TRAIN), new Given(2, 0, Split.HELD_OUT), new Given(3, -1, Split.TRAIN),
                new Given(3, 2, Split.TRAIN));
        List<Given> reversed = new ArrayList<>(given);
        Collections.reverse(reversed);
        // When
        Admission one = admission(given);
        Admission other = admission(reversed);
        // Then
        assertThat(one.duplicates().conflicting()).isEqualTo(1);
        assertThat(kept(given, one)).containsEntry(1, "train 1").containsEntry(3, "train 2")
                .isEqualTo(kept(reversed, other));
    }

    @Test
    void shouldHoldOutATenthThatDoesNotChangeWhenPicturesAreAdded() {
        // Given
        List<Given> some = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            some.add(new Given(i, i % 3, null));
        }
        List<Given> more = new ArrayList<>(some);
        for (int i = 3000; i < 4000; i++) {
            more.add(new Given(i, i % 3, null));
        }
        Collections.shuffle(more, new Random(1));
        // When
        Map<Integer, String> before = kept(some, admission(some));
        Map<Integer, String> after = kept(more, admission(more));
        // Then
        assertThat(before.values().stream().filter(place -> place.startsWith("held-out")).count()).isBetween(240L,
                360L);
        assertThat(after).containsAllEntriesOf(before);
    }

    @Test
    void shouldGiveEachClassOfTwoAPictureInEachHalf() {
        // Given
        List<Given> given = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            given.add(new Given(i, i / 2, null));
        }
        given.add(new Given(99, -1, null));
        // When
        Map<Integer, String> kept = kept(given, admission(given));
        // Then
        for (int label = 0; label < 3; label++) {
            assertThat(kept.values()).contains("train " + label, "held-out " + label);
        }
        assertThat(kept).containsEntry(99, "train -1");
    }

    @Test
    void shouldKeepTheHalvesOfPicturesThatWereThereBefore() {
        // Given
        PictureTable table = new PictureTable();
        table.addDecided(digest(1), 0, Split.HELD_OUT);
        table.addDecided(digest(2), 0, Split.TRAIN);
        table.addDecided(digest(3), 1, Split.TRAIN);
        table.add(digest(2), 0, null);
        table.add(digest(4), 1, null);
        table.add(digest(5), 0, Split.HELD_OUT);
        // When
        Admission admission = new Admission(table, SAME, Optional.of(false));
        // Then
        assertThat(admission.split(0)).contains(Split.HELD_OUT);
        assertThat(admission.split(1)).contains(Split.TRAIN);
        assertThat(admission.split(2)).contains(Split.TRAIN);
        assertThat(admission.split(3)).isEmpty();
        assertThat(admission.split(4)).contains(Split.HELD_OUT);
        assertThat(admission.split(5)).contains(Split.HELD_OUT);
        assertThat(admission.official()).isFalse();
    }

    @Test
    void shouldRefuseASetThatIsAllHeldOut() {
        assertThatThrownBy(() -> admission(List.of(new Given(1, 0, Split.HELD_OUT))))
                .isInstanceOf(ProblemException.class).hasMessageContaining("to train on");
    }

    private static Admission admission(List<Given> given) {
        PictureTable table = new PictureTable();
        given.forEach(each -> table.add(digest(each.content()), each.className(), each.split()));
        return new Admission(table, SAME, Optional.empty());
    }

    private static Map<Integer, String> kept(List<Given> given, Admission admission) {
        Map<Integer, String> kept = new TreeMap<>();
        for (int i = 0; i < given.size(); i++) {
            Optional<Split> split = admission.split(i);
            if (split.isPresent()) {
                kept.put(given.get(i).content(), split.get() + " " + admission.label(i));
            }
        }
        return kept;
    }

    private static byte[] digest(int content) {
        return Sha256.begin().digest(Integer.toString(content).getBytes());
    }
}
