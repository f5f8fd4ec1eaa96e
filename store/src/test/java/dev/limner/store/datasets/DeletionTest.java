package dev.limner.store.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.store.InMemoryObjectStore;

/** A deleted version is gone for good, its number with it, and takes nothing along that others need. */
class DeletionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration GRACE = Duration.ofMinutes(10);
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final DatasetStore datasets = new DatasetStore(objects);

    @Test
    void shouldNeverGiveItsNumberAgain() {
        // Given
        DatasetFixtures.publish(datasets, "flowers", 1, 10, 2);
        DatasetFixtures.publish(datasets, "flowers", 2, 10, 2);
        // When
        Tombstone gone = at(NOW).delete(DatasetReference.parse("flowers@2"));
        Published next = DatasetFixtures.publish(datasets, "flowers", 2, 10, 2);
        // Then: the same content, another number
        assertThat(next.manifest().version()).isEqualTo(3);
        assertThat(next.existing()).isFalse();
        assertThat(next.manifest().digest()).isEqualTo(gone.digest());
        assertThat(datasets.versions("flowers")).containsExactly(1, 3);
        assertThat(datasets.tombstones("flowers")).containsExactly(2);
        assertThatThrownBy(() -> datasets.manifest(DatasetReference.parse("flowers@2")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("it has: 1, 3");
    }

    @Test
    void shouldKeepShardsThatAnotherVersionHas() {
        // Given: both have the same held-out shard
        DatasetManifest one = publish(1);
        DatasetManifest other = publish(2);
        String shared = one.shards().get(1).file().key();
        assertThat(other.objects()).contains(shared);
        at(NOW).delete(one.reference());
        // When
        int early = at(NOW.plus(GRACE).minusSeconds(1)).collect("flowers", GRACE);
        boolean still = objects.exists(one.shards().get(0).file().key());
        int removed = at(NOW.plus(GRACE).plusSeconds(1)).collect("flowers", GRACE);
        // Then
        assertThat(early).isZero();
        assertThat(still).isTrue();
        assertThat(removed).isEqualTo(1);
        assertThat(objects.exists(one.shards().get(0).file().key())).isFalse();
        assertThat(datasets.pictures(other, Split.HELD_OUT).count()).isEqualTo(1);
        assertThat(at(NOW.plus(GRACE).plusSeconds(2)).waiting("flowers")).isEmpty();
    }

    @Test
    void shouldDoTheSameWhenAskedAgain() {
        // Given
        DatasetManifest manifest = DatasetFixtures.publish(datasets, "flowers", 1, 10, 2).manifest();
        Tombstone first = at(NOW).delete(manifest.reference());
        // When
        Tombstone again = at(NOW.plusSeconds(60)).delete(manifest.reference());
        // Then
        assertThat(again).isEqualTo(first);
        assertThatThrownBy(() -> at(NOW).delete(DatasetReference.parse("flowers@7")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("flowers");
    }

    private DatasetManifest publish(int first) {
        try (Draft draft = datasets.draft(2, 1, Colour.GREY, List.of("rose"))) {
            draft.add(new byte[]{(byte) first, 0}, 0, Split.TRAIN);
            draft.add(new byte[]{9, 9}, 0, Split.HELD_OUT);
            return datasets
                    .publish("flowers", draft.seal(), DatasetFixtures.PROVENANCE, DatasetFixtures.REPORT, written -> {})
                    .manifest();
        }
    }

    private Deletion at(Instant time) {
        return new Deletion(objects, Clock.fixed(time, ZoneOffset.UTC));
    }
}
