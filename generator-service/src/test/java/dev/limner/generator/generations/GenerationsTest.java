package dev.limner.generator.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.ModelEvent.AliasMoved;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.generator.registry.Registry;
import dev.limner.generator.serving.NoiseModels;
import dev.limner.generator.serving.Samplers;
import dev.limner.generator.serving.Serving;
import dev.limner.jobs.Claim;
import dev.limner.jobs.JobState;
import dev.limner.jobs.Jobs;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.StoreUnavailableException;

class GenerationsTest {
    private static final int MORE_THAN_ONE_PASS = 20;

    private final Jobs jobs = TestDatabase.fresh();
    private final NoiseModels models = new NoiseModels(1);
    private final Registry registry = new Registry();
    private final Serving serving = new Serving(registry, new Samplers(models, 100), Runnable::run, Clock.systemUTC());
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final Told told = new Told();
    private final Generations generations = new Generations(jobs, serving::lease, objects, told, "1.2.3");
    private final LargeGenerations large = new LargeGenerations(jobs, serving::lease, objects, told, "1.2.3",
            Clock.systemUTC());

    @BeforeEach
    void publish() {
        registry.apply(NoiseModels.checkpoint("run-1-100"));
        registry.apply(new AliasMoved("flowers-vae", "latest", 1, "run-1-100"));
    }

    @Test
    void shouldDoSmallRequestAtOnceWithoutRow() {
        // When
        generations.handle(sample("g-1", 2, null)).toCompletableFuture().join();

        // Then
        assertThat(told.ended).singleElement().isInstanceOfSatisfying(GenerationEvent.Succeeded.class, event -> {
            assertThat(event.checkpoint()).isEqualTo("run-1-100");
            assertThat(objects.exists(event.archive())).isTrue();
        });
        assertThat(jobs.find("g-1")).isEmpty();
    }

    @Test
    void shouldRepeatSmallRequestWithTheSameEvent() {
        // Given
        generations.handle(sample("g-1", 2, null));

        // When
        generations.handle(sample("g-1", 2, null));

        // Then
        assertThat(told.ended).hasSize(2);
        assertThat(told.ended.get(0).toString().replaceAll("@[0-9a-f]+", ""))
                .isEqualTo(told.ended.get(1).toString().replaceAll("@[0-9a-f]+", ""));
    }

    @Test
    void shouldRefuseUnknownModelAndUnknownLabelAndListWhatThereIs() {
        assertThatThrownBy(() -> generations.handle(sample("g-1", 2, "oak"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("rose, tulip");
        assertThatThrownBy(() -> generations.handle(new GenerationCommand.Sample("g-2",
                ModelReference.parse("trees-vae"), 1, null, null, null))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("flowers-vae");
        assertThat(told.ended).isEmpty();
    }

    @Test
    void shouldFailWhereTheCheckpointCannotBeLoaded() {
        // Given
        models.broken("run-1-100", new ProblemException(ProblemType.CORRUPT_OBJECT, "no weights"));

        // When
        generations.handle(sample("g-1", 2, null));

        // Then
        assertThat(told.ended).singleElement().isInstanceOfSatisfying(GenerationEvent.Failed.class,
                event -> assertThat(event.problem().type()).isEqualTo(ProblemType.CORRUPT_OBJECT.uri()));
    }

    @Test
    void shouldLeaveTheRequestToBeTriedAgainWhileS3IsAway() {
        // Given
        objects.goAway();

        // When
        assertThatThrownBy(() -> generations.handle(sample("g-1", 2, null)))

                // Then
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(told.ended).isEmpty();
    }

    @Test
    void shouldGiveLargeRequestRowAndDoItFromThere() {
        // Given
        generations.handle(sample("g-1", MORE_THAN_ONE_PASS, null));
        Claim claim = jobs.claim(Generations.KIND, "test").orElseThrow();

        // When
        large.run(claim);

        // Then
        assertThat(jobs.find("g-1").orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(objects.list("generations/")).containsExactly("generations/g-1/1.zip");
        assertThat(TestDatabase.announced(jobs, "g-1")).containsExactly("dev.limner.generation.succeeded.v1");
    }

    @Test
    void shouldPaintWithTheCheckpointOfTheFirstClaimAlsoAfterTheAliasMoved() {
        // Given
        generations.handle(sample("g-1", MORE_THAN_ONE_PASS, null));
        Claim first = jobs.claim(Generations.KIND, "test").orElseThrow();
        objects.goAway();
        assertThatThrownBy(() -> large.run(first)).isInstanceOf(StoreUnavailableException.class);
        first.release();
        registry.apply(NoiseModels.checkpoint("run-2-900"));
        registry.apply(new AliasMoved("flowers-vae", "latest", 2, "run-2-900"));
        objects.comeBack();

        // When
        large.run(jobs.claim(Generations.KIND, "test").orElseThrow());

        // Then
        assertThat(objects.list("generations/")).containsExactly("generations/g-1/2.zip");
        assertThat(new String(objects.get("generations/g-1/2.zip"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("run-1-100").doesNotContain("run-2-900");
    }

    @Test
    void shouldRefuseAnotherLargeRequestUnderTheSameId() {
        // Given
        generations.handle(sample("g-1", MORE_THAN_ONE_PASS, null));

        // When
        assertThatThrownBy(() -> generations.handle(sample("g-1", MORE_THAN_ONE_PASS + 1, null)))

                // Then
                .isInstanceOfSatisfying(ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(ProblemType.ID_CONFLICT.uri()));
        assertThat(jobs.find("g-1").orElseThrow().state()).isEqualTo(JobState.ACCEPTED);
    }

    @Test
    void shouldCancelWhatHasNotBegun() {
        // Given
        generations.handle(sample("g-1", MORE_THAN_ONE_PASS, null));

        // When
        generations.handle(new GenerationCommand.Cancel("c-1", "g-1"));

        // Then
        assertThat(jobs.find("g-1").orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(TestDatabase.announced(jobs, "g-1")).containsExactly("dev.limner.generation.cancelled.v1");
    }

    @Test
    void shouldCancelSmallRequestThatTheCancelOvertook() {
        // Given
        generations.handle(new GenerationCommand.Cancel("c-1", "g-1"));

        // When
        generations.handle(sample("g-1", 2, null));

        // Then
        assertThat(told.ended).isEmpty();
        assertThat(jobs.find("g-1")).hasValueSatisfying(job -> assertThat(job.cancelWished()).isTrue());
    }

    private static GenerationCommand.Sample sample(String id, int count, String label) {
        return new GenerationCommand.Sample(id, ModelReference.parse("flowers-vae"), count, null, label, null);
    }
}
