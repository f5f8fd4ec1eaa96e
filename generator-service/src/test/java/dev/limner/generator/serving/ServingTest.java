package dev.limner.generator.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.ModelEvent.AliasMoved;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.generator.registry.Registry;

class ServingTest {
    private static final ModelReference LATEST = ModelReference.parse("flowers-vae");

    private final NoiseModels models = new NoiseModels(1);
    private final Registry registry = new Registry();
    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private final Serving serving = new Serving(registry, new Samplers(models, 100), background::add,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @BeforeEach
    void publish() {
        registry.apply(NoiseModels.checkpoint("a"));
        registry.apply(NoiseModels.checkpoint("b"));
        registry.apply(new AliasMoved("flowers-vae", "latest", 1, "a"));
    }

    @Test
    void shouldLetTheOldOneAnswerUntilTheNewOneIsWarm() {
        // Given
        assertThat(answering()).isEqualTo("a");
        moveLatestToB();

        // When
        String before = answering();
        background.remove().run();

        // Then
        assertThat(before).isEqualTo("a");
        assertThat(answering()).isEqualTo("b");
        assertThat(background).isEmpty();
    }

    @Test
    void shouldLeaveTheOldOneServingWhereTheNewOneFailsToLoad() {
        // Given
        assertThat(answering()).isEqualTo("a");
        models.broken("b", new ProblemException(ProblemType.CORRUPT_OBJECT, "no weights"));
        moveLatestToB();

        // When
        background.remove().run();

        // Then
        assertThat(answering()).isEqualTo("a");
        assertThat(background).as("not tried again at once").isEmpty();
    }

    @Test
    void shouldNotWarmWhatNobodyAskedFor() {
        // When
        moveLatestToB();

        // Then
        assertThat(background).isEmpty();
        assertThat(answering()).isEqualTo("b");
    }

    @Test
    void shouldAnswerByIdWithThatVeryCheckpoint() {
        // Given
        assertThat(answering()).isEqualTo("a");

        // When
        try (Samplers.Lease lease = serving.lease(ModelReference.parse("flowers-vae@b"))) {

            // Then
            assertThat(lease.model().manifest().checkpoint()).isEqualTo("b");
        }
    }

    @Test
    void shouldNotServeWhatWasDeleted() {
        // Given
        assertThat(answering()).isEqualTo("a");
        registry.apply(new AliasMoved("flowers-vae", "latest", 2, "b"));

        // When
        registry.remove("flowers-vae/a");

        // Then
        assertThat(answering()).isEqualTo("b");
    }

    @Test
    void shouldLeaveAWithdrawnOneServingWhereTheNewOneFailsToLoad() {
        // Given
        assertThat(answering()).isEqualTo("a");
        models.broken("b", new ProblemException(ProblemType.CORRUPT_OBJECT, "no weights"));
        moveLatestToB();
        background.remove().run();

        // When
        registry.remove("flowers-vae/a");

        // Then
        assertThat(answering()).isEqualTo("a");
    }

    @Test
    void shouldRefuseAWithdrawnCheckpointThatIsAskedForByItsId() {
        // Given
        registry.remove("flowers-vae/b");

        // When
        assertThatThrownBy(() -> serving.lease(ModelReference.parse("flowers-vae@b")))

                // Then
                .isInstanceOf(ProblemException.class).hasMessageContaining("was withdrawn")
                .hasMessageContaining("latest");
    }

    @Test
    void shouldSayWhyTheOnlyOneCannotAnswer() {
        // Given
        models.broken("a", new ProblemException(ProblemType.CORRUPT_OBJECT, "no weights"));

        // When
        assertThatThrownBy(this::answering)

                // Then
                .isInstanceOf(ProblemException.class).hasMessageContaining("no weights");
    }

    private String answering() {
        try (Samplers.Lease lease = serving.lease(LATEST)) {
            return lease.model().manifest().checkpoint();
        }
    }

    private void moveLatestToB() {
        AliasMoved moved = new AliasMoved("flowers-vae", "latest", 2, "b");
        registry.apply(moved);
        serving.changed(moved);
    }
}
