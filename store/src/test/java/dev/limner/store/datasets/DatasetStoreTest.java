package dev.limner.store.datasets;

import static dev.limner.store.datasets.DatasetFixtures.PROVENANCE;
import static dev.limner.store.datasets.DatasetFixtures.REPORT;
import static dev.limner.store.datasets.DatasetFixtures.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.InMemoryObjectStore;

class DatasetStoreTest {
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final DatasetStore datasets = new DatasetStore(objects);

    @Test
    void shouldGiveBackEveryPictureInTheVersionsOrder() {
        // Given
        Published published = publish(datasets, "flowers", 1, 5_000, 300);

        // When
        StoredPictures train = datasets.pictures(published.manifest(), Split.TRAIN);
        StoredPictures heldOut = datasets.pictures(published.manifest(), Split.HELD_OUT);

        // Then
        assertThat(train.count()).isEqualTo(5_000);
        assertThat(heldOut.count()).isEqualTo(300);
        assertThat(published.manifest().shards()).hasSizeGreaterThan(2);
        int cut = published.manifest().shards().get(0).count();
        try (Draft draft = datasets.draft(3, 2, Colour.GREY, List.of("boot", "coat"))) {
            addAll(draft, train, Split.TRAIN);
            addAll(draft, heldOut, Split.HELD_OUT);
            assertThat(draft.seal().digest()).isEqualTo(published.manifest().digest());
        }
        assertThat(hex(train, 0)).isLessThan(hex(train, 1));
        assertThat(hex(train, cut - 1)).isLessThan(hex(train, cut));
    }

    @Test
    void shouldFindOnePictureByItself() {
        // Given
        DatasetManifest manifest = publish(datasets, "flowers", 1, 5_000, 10).manifest();
        StoredPictures train = datasets.pictures(manifest, Split.TRAIN);

        // When
        PictureRecord picture = datasets.picture(manifest, Split.TRAIN, 4_099);

        // Then
        byte[] pixels = new byte[6];
        train.copy(4_099, pixels, 0);
        assertThat(picture.pixels()).isEqualTo(pixels);
        assertThat(picture.label()).isEqualTo(train.label(4_099));
        assertProblem(ProblemType.NOT_FOUND, () -> datasets.picture(manifest, Split.HELD_OUT, 10), "flowers@1", "10");
        assertProblem(ProblemType.NOT_FOUND, () -> datasets.picture(manifest, Split.HELD_OUT, -1), "-1");
    }

    @Test
    void shouldCountVersionsUpAndFindThem() {
        // Given
        for (int seed = 1; seed <= 11; seed++) {
            publish(datasets, "flowers", seed, 10, 0);
        }
        publish(datasets, "leaves", 1, 10, 0);

        // When
        DatasetManifest newest = datasets.manifest(DatasetReference.parse("flowers"));

        // Then
        assertThat(newest.version()).isEqualTo(11);
        assertThat(newest.key()).isEqualTo("datasets/flowers/11.json");
        assertThat(datasets.newest("flowers")).hasValue(11);
        assertThat(datasets.newest("none")).isEmpty();
        assertThat(datasets.manifest(DatasetReference.parse("flowers@2")).version()).isEqualTo(2);
        assertThat(datasets.datasets()).containsExactly("flowers", "leaves");
        assertThat(datasets.findByDigest("flowers", newest.digest())).contains(newest);
        assertThat(datasets.findByDigest("leaves", newest.digest())).isEmpty();
    }

    @Test
    void shouldKeepEveryFieldOfTheManifest() {
        // Given
        DatasetManifest written = publish(datasets, "flowers", 1, 10, 3).manifest();

        // When
        DatasetManifest read = datasets.manifest(DatasetReference.parse("flowers@1"));

        // Then
        assertThat(read).isEqualTo(written);
        assertThat(read.provenance()).isEqualTo(PROVENANCE);
        assertThat(read.report()).isEqualTo(REPORT);
        assertThat(new String(objects.get(read.key()))).contains("\"split\":\"held-out\"", "\"colour\":\"grey\"");
    }

    @Test
    void shouldGiveTheSameContentTheSameVersion() {
        // Given
        Published first = publish(datasets, "flowers", 1, 100, 10);
        publish(datasets, "flowers", 2, 100, 10);

        // When
        Published again = publish(datasets, "flowers", 1, 100, 10);

        // Then
        assertThat(first.existing()).isFalse();
        assertThat(again.existing()).isTrue();
        assertThat(again.manifest()).isEqualTo(first.manifest());
        assertThat(datasets.versions("flowers")).containsExactly(1, 2);
    }

    @Test
    void shouldSayWhatThereIsInstead() {
        // Given
        publish(datasets, "flowers", 1, 10, 0);
        publish(datasets, "flowers", 2, 10, 0);

        // When and then
        assertProblem(ProblemType.UNKNOWN_DATASET, () -> datasets.manifest(DatasetReference.parse("flower")),
                "no dataset 'flower'", "there is: flowers");
        assertProblem(ProblemType.UNKNOWN_DATASET, () -> datasets.manifest(DatasetReference.parse("flowers@7")),
                "no version 7", "1, 2");
    }

    @Test
    void shouldRefuseAVersionWithoutPictures() {
        assertProblem(ProblemType.NO_PICTURES, () -> publish(datasets, "flowers", 1, 0, 0), "flowers");
        assertThat(objects.writes()).isEmpty();
    }

    @Test
    void shouldReportProgressShardByShard() {
        // Given
        List<Long> written = new ArrayList<>();
        try (Draft draft = datasets.draft(1, 2, Colour.GREY, List.of())) {
            for (int i = 0; i < 9_000; i++) {
                draft.add(new byte[]{(byte) i, (byte) (i >> 8)}, -1, Split.TRAIN);
            }

            // When
            datasets.publish("flowers", draft.seal(), PROVENANCE, REPORT, written::add);
        }

        // Then
        assertThat(written).isSorted().doesNotHaveDuplicates().hasSizeBetween(3, 18).endsWith(9_000L);
    }

    private static void addAll(Draft draft, StoredPictures pictures, Split split) {
        for (int i = 0; i < pictures.count(); i++) {
            byte[] pixels = new byte[pictures.pictureBytes()];
            pictures.copy(i, pixels, 0);
            draft.add(pixels, pictures.label(i), split);
        }
    }

    private static String hex(StoredPictures pictures, int i) {
        byte[] pixels = new byte[pictures.pictureBytes()];
        pictures.copy(i, pixels, 0);
        return HexFormat.of().formatHex(pixels);
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call,
            String... details) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().type()).isEqualTo(type.uri())).hasMessageContainingAll(details);
    }
}
