package dev.limner.store.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.api.DatasetDiffView;
import dev.limner.contracts.api.DatasetDiffView.Change;
import dev.limner.contracts.api.DatasetDiffView.Place;
import dev.limner.contracts.messages.Colour;
import dev.limner.store.InMemoryObjectStore;

class VersionDiffTest {
    private final DatasetStore datasets = new DatasetStore(new InMemoryObjectStore());

    @Test
    void shouldSayWhatIsDifferent() {
        // Given: 1 goes, 2 stays, 3 is relabelled, 4 moves, 5 comes
        DatasetManifest from = publish("flowers", List.of("rose", "tulip"), draft -> {
            draft.add(new byte[]{1, 0}, 0, Split.TRAIN);
            draft.add(new byte[]{2, 0}, 0, Split.TRAIN);
            draft.add(new byte[]{3, 0}, 1, Split.TRAIN);
            draft.add(new byte[]{4, 0}, 1, Split.TRAIN);
        });
        DatasetManifest to = publish("flowers", List.of("weed", "rose", "tulip"), draft -> {
            draft.add(new byte[]{2, 0}, 1, Split.TRAIN);
            draft.add(new byte[]{3, 0}, 0, Split.TRAIN);
            draft.add(new byte[]{4, 0}, 2, Split.HELD_OUT);
            draft.add(new byte[]{5, 0}, 2, Split.TRAIN);
        });
        // When
        DatasetDiffView diff = VersionDiff.between(datasets, from, to);
        // Then
        assertThat(diff.same()).isEqualTo(1);
        assertThat(diff.addedClasses()).containsExactly("weed");
        assertThat(diff.removedClasses()).isEmpty();
        assertThat(diff.changes()).containsExactly(
                new Change("added", null, new Place("train", 2, "tulip")),
                new Change("moved", new Place("train", 3, "tulip"), new Place("held-out", 0, "tulip")),
                new Change("relabelled", new Place("train", 2, "tulip"), new Place("train", 1, "weed")),
                new Change("removed", new Place("train", 0, "rose"), null));
        assertThat(List.of(diff.added(), diff.moved(), diff.relabelled(), diff.removed())).containsOnly(1L);
    }

    @Test
    void shouldFindNothingInCommonBetweenShapes() {
        // Given
        DatasetManifest from = publish("flowers", List.of("rose"),
                draft -> draft.add(new byte[]{1, 0}, 0, Split.TRAIN));
        DatasetManifest to;
        try (Draft draft = datasets.draft(1, 2, Colour.GREY, List.of("rose"))) {
            draft.add(new byte[]{1, 0}, 0, Split.TRAIN);
            to = datasets
                    .publish("tall", draft.seal(), DatasetFixtures.PROVENANCE, DatasetFixtures.REPORT, written -> {})
                    .manifest();
        }
        // When
        DatasetDiffView diff = VersionDiff.between(datasets, from, to);
        // Then
        assertThat(diff.added()).isEqualTo(1);
        assertThat(diff.removed()).isEqualTo(1);
    }

    private DatasetManifest publish(String dataset, List<String> classes,
            Consumer<Draft> pictures) {
        try (Draft draft = datasets.draft(2, 1, Colour.GREY, classes)) {
            pictures.accept(draft);
            return datasets.publish(dataset, draft.seal(), DatasetFixtures.PROVENANCE, DatasetFixtures.REPORT,
                    written -> {}).manifest();
        }
    }
}
