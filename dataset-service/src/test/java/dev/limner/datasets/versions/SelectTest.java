package dev.limner.datasets.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.DatasetCommand.Delete;
import dev.limner.contracts.messages.DatasetCommand.Select;
import dev.limner.contracts.messages.DatasetEvent.Deleted;
import dev.limner.contracts.messages.DatasetEvent.Failed;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.DrawnSet;
import dev.limner.images.Picture;
import dev.limner.images.Variation;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.Split;
import dev.limner.store.datasets.VersionDiff;

class SelectTest {
    private static EmbeddedPostgres postgres;
    private RunningVersions service;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() {
        service = new RunningVersions(postgres);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldKeepTheClassesAskedForAndSoManyOfEach() {
        // Given: 40 training and 10 held-out pictures of each class
        DatasetManifest from = service.drawn("drawn", 500);
        List<String> classes = List.of(DrawnSet.CLASSES.get(7), DrawnSet.CLASSES.get(2));
        // When
        VersionPublished made = (VersionPublished) service.run(select("one", "drawn@1", classes, 25, false));
        // Then
        assertThat(made.version()).isEqualTo(2);
        assertThat(made.train()).isEqualTo(50);
        assertThat(made.heldOut()).isEqualTo(20);
        assertThat(made.classes()).isEqualTo(classes);
        DatasetManifest manifest = service.manifest("drawn@2");
        assertThat(manifest.provenance().path("from").asText()).isEqualTo("drawn@1");
        assertThat(manifest.provenance().path("recipe").path("perClass").asInt()).isEqualTo(25);
        assertThat(manifest.report().path("classes").path(0).path("train").asInt()).isEqualTo(25);
        assertThat(manifest.report().path("nearDuplicates").path("total").asInt()).isEqualTo(70);
        var diff = VersionDiff.between(service.store, from, manifest);
        assertThat(diff.same()).isEqualTo(70);
        assertThat(diff.removed()).isEqualTo(430);
    }

    @Test
    void shouldGiveTheSameSelectionTheSameVersion() {
        // Given
        service.drawn("drawn", 500);
        VersionPublished first = (VersionPublished) service.run(select("one", "drawn", null, 10, false));
        // When
        VersionPublished again = (VersionPublished) service.run(select("two", "drawn@1", null, 10, false));
        // Then
        assertThat(again.existing()).isTrue();
        assertThat(again.version()).isEqualTo(first.version());
        assertThat(first.existing()).isFalse();
    }

    @Test
    void shouldLeaveOutNearDuplicatesOfTheTrainingHalfOnly() {
        // Given: training 1 is nearly training 0; training 2 and held-out 1 are nearly held-out 0
        Picture one = DrawnSet.picture(0, 1, 1);
        Picture other = DrawnSet.picture(5, 1, 2);
        Variation brighter = new Variation(false, 0, 0, 0, 6, 1, 1);
        Variation fainter = new Variation(false, 0, 0, 0, 0, 0.97, 1);
        try (Draft draft = service.store.draft(28, 28, Colour.GREY, List.of("a"))) {
            draft.add(one.pixels(), 0, Split.TRAIN);
            draft.add(brighter.of(one).pixels(), 0, Split.TRAIN);
            draft.add(other.pixels(), 0, Split.HELD_OUT);
            draft.add(brighter.of(other).pixels(), 0, Split.HELD_OUT);
            draft.add(fainter.of(other).pixels(), 0, Split.TRAIN);
            service.store.publish("near", draft.seal(), Json.MAPPER.createObjectNode(), Json.MAPPER.createObjectNode(),
                    stored -> {});
        }
        // When
        VersionPublished made = (VersionPublished) service.run(select("one", "near", null, null, true));
        // Then
        assertThat(made.train()).isEqualTo(1);
        assertThat(made.heldOut()).isEqualTo(2);
    }

    @Test
    void shouldSayWhichClassIsNone() {
        // Given
        service.drawn("drawn", 100);
        // When
        Failed failed = (Failed) service.run(select("one", "drawn", List.of("dragon"), null, false));
        // Then
        assertThat(failed.problem().field()).isEqualTo("classes");
        assertThat(failed.problem().detail()).contains("'dragon'").contains(DrawnSet.CLASSES.get(0));
    }

    @Test
    void shouldDeleteAndNotGiveTheNumberAgain() {
        // Given
        service.drawn("drawn", 100);
        service.run(select("one", "drawn", null, 5, false));
        // When
        Deleted deleted = (Deleted) service.run(new Delete("two", DatasetReference.parse("drawn@2"), false));
        VersionPublished next = (VersionPublished) service.run(select("three", "drawn", null, 5, false));
        Failed missing = (Failed) service.run(new Delete("four", DatasetReference.parse("drawn@9"), false));
        // Then
        assertThat(deleted.version()).isEqualTo(2);
        assertThat(next.version()).isEqualTo(3);
        assertThat(next.digest()).isEqualTo(deleted.digest());
        assertThat(missing.problem().type()).isEqualTo(ProblemType.UNKNOWN_DATASET.uri());
    }

    private static Select select(String id, String from, List<String> classes, Integer perClass, boolean near) {
        return new Select(id, DatasetReference.parse(from), null, classes, perClass, near, false);
    }
}
