package dev.limner.generator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.ModelEvent.AliasMoved;
import dev.limner.contracts.messages.ModelEvent.CheckpointPublished;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.ModelReference;

class RegistryTest {
    private static final ModelReference LATEST = ModelReference.parse("flowers-vae");
    private final Registry registry = new Registry();

    @Test
    void shouldFindCheckpointByAliasAndById() {
        // Given
        registry.apply(checkpoint("run-1-100"));
        registry.apply(latest("run-1-100", 1));

        // When
        var byAlias = registry.find(LATEST);

        // Then
        assertThat(byAlias).contains(checkpoint("run-1-100"))
                .isEqualTo(registry.find(ModelReference.parse("flowers-vae@run-1-100")));
    }

    @Test
    void shouldIgnoreLowerRevision() {
        // Given
        registry.apply(checkpoint("run-1-100"));
        registry.apply(checkpoint("run-1-200"));
        registry.apply(latest("run-1-200", 2));

        // When
        boolean counted = registry.apply(latest("run-1-100", 1));

        // Then
        assertThat(counted).isFalse();
        assertThat(registry.find(LATEST)).contains(checkpoint("run-1-200"));
    }

    @Test
    void shouldForgetWhatTombstoneRemovesAndKeepItsRevision() {
        // Given
        registry.apply(checkpoint("run-1-100"));
        registry.apply(latest("run-1-100", 3));

        // When
        registry.remove("flowers-vae@latest");

        // Then
        assertThat(registry.find(LATEST)).isEmpty();
        assertThat(registry.apply(latest("run-1-100", 3))).isFalse();
        assertThat(registry.apply(latest("run-1-100", 4))).isTrue();
    }

    @Test
    void shouldNotResolveAliasWhoseCheckpointIsGone() {
        // Given
        registry.apply(latest("run-1-100", 1));

        // When
        var found = registry.find(LATEST);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void shouldSayWhichModelsThereAre() {
        // Given
        registry.apply(checkpoint("run-1-100"));

        // When
        var refusal = registry.unknown(ModelReference.parse("trees-vae"));

        // Then
        assertThat(refusal).hasMessageContaining("trees-vae").hasMessageContaining("flowers-vae");
    }

    @Test
    void shouldSayWhichAliasesTheModelHas() {
        // Given
        registry.apply(checkpoint("run-1-100"));
        registry.apply(latest("run-1-100", 1));

        // When
        var refusal = registry.unknown(ModelReference.parse("flowers-vae@production"));

        // Then
        assertThat(refusal).hasMessageContaining("production").hasMessageContaining("latest");
    }

    static CheckpointPublished checkpoint(String id) {
        return new CheckpointPublished("flowers-vae", id, 1, "run", "vae", "vae-28", new DatasetReference("flowers", 1),
                100, "models/flowers-vae/run/" + id + "/checkpoint.json", "d".repeat(64), 28, 28, Colour.GREY,
                List.of());
    }

    static AliasMoved latest(String checkpoint, long revision) {
        return new AliasMoved("flowers-vae", "latest", revision, checkpoint);
    }
}
