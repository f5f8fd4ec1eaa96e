package dev.limner.trainer.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.TrainingCommand;
import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.jobs.JobState;
import dev.limner.jobs.Jobs;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.datasets.DatasetStore;

class RunsTest {
    private final Jobs jobs = TestDatabase.fresh();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final Runs runs = new Runs(jobs, new DatasetStore(objects));

    @BeforeEach
    void publish() {
        Drawn.publish(objects, "shapes", 20, 5, 1);
    }

    @Test
    void shouldResolveTheNewestVersionOnce() {
        // Given
        Drawn.publish(objects, "shapes", 30, 5, 2);
        runs.handle(Drawn.start("r-1", "shapes", "2000"));

        // When
        Drawn.publish(objects, "shapes", 40, 5, 3);
        runs.handle(Drawn.start("r-1", "shapes", "2000"));

        // Then
        RunPlan plan = new RunTable(jobs).find("r-1").orElseThrow().plan();
        assertThat(plan.dataset()).isEqualTo(DatasetReference.parse("shapes@2"));
        assertThat(plan.seed()).isEqualTo(7);
        assertThat(plan.budget()).isEqualTo(Budget.images(2000));
        assertThat(TestDatabase.announced(jobs, "r-1")).containsExactly("dev.limner.training.accepted.v1");
    }

    @Test
    void shouldTakeTheSameCommandAgainAlsoWhenItsDatasetIsGone() {
        // Given
        runs.handle(Drawn.start("r-1", "shapes", "2000"));
        objects.list("datasets/").forEach(objects::delete);

        // When
        runs.handle(Drawn.start("r-1", "shapes", "2000"));

        // Then
        assertThat(TestDatabase.announced(jobs, "r-1")).hasSize(1);
    }

    @Test
    void shouldRefuseWhatThereIsNot() {
        assertRefused(Drawn.start("r-1", "trees", "2000"), ProblemType.UNKNOWN_DATASET);
        assertRefused(Drawn.start("r-2", "shapes@9", "2000"), ProblemType.UNKNOWN_DATASET);
        assertRefused(new TrainingCommand.Start("r-3", "shapes-vae", "vea", null, DatasetReference.parse("shapes"),
                Budget.images(1), null, null, null, null), ProblemType.INVALID_FIELD);
        assertRefused(new TrainingCommand.Start("r-4", "shapes-vae", "vae", null, DatasetReference.parse("shapes"),
                Budget.images(1), null, null, "cuda:999", null), ProblemType.INVALID_FIELD);
        assertThat(jobs.find("r-1")).isEmpty();
    }

    @Test
    void shouldRefuseAnotherCommandUnderTheSameIdAndAnotherRunOfABusyModel() {
        // Given
        runs.handle(Drawn.start("r-1", "shapes", "2000"));

        // When
        assertRefused(Drawn.start("r-1", "shapes", "3000"), ProblemType.ID_CONFLICT);
        assertRefused(Drawn.start("r-2", "shapes", "2000"), ProblemType.MODEL_BUSY);

        // Then
        assertThat(jobs.find("r-1").orElseThrow().state()).isEqualTo(JobState.ACCEPTED);
        assertThat(new RunTable(jobs).find("r-2")).isEmpty();
    }

    @Test
    void shouldStopResumeAndCancelWhatNobodyWorksOn() {
        // Given
        runs.handle(Drawn.start("r-1", "shapes", "2000"));

        // When
        runs.handle(new TrainingCommand.Stop("c-1", "r-1"));
        runs.handle(new TrainingCommand.Resume("c-2", "r-1"));
        runs.handle(new TrainingCommand.Cancel("c-3", "r-1"));

        // Then
        assertThat(TestDatabase.announced(jobs, "r-1")).containsExactly("dev.limner.training.accepted.v1",
                "dev.limner.training.stopped.v1", "dev.limner.training.accepted.v1",
                "dev.limner.training.cancelled.v1");
    }

    private void assertRefused(TrainingCommand.Start start, ProblemType type) {
        assertThatThrownBy(() -> runs.handle(start)).isInstanceOfSatisfying(ProblemException.class,
                refusal -> assertThat(refusal.problem().type()).isEqualTo(type.uri()));
    }
}
