package dev.limner.trainer.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.messages.TrainingCommand;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.PictureDecoder;
import dev.limner.jobs.Claim;
import dev.limner.jobs.JobState;
import dev.limner.jobs.Jobs;
import dev.limner.jobs.LostClaimException;
import dev.limner.models.engine.Torch;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.checkpoints.CheckpointStore;
import dev.limner.store.checkpoints.Descriptions;
import dev.limner.store.datasets.DatasetStore;

/** Runs of a tiny model, with a real engine and a real PostgreSQL. */
class RunWorkTest {
    private static final String BUDGET = "96";

    private final Jobs jobs = TestDatabase.fresh();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final Runs runs = new Runs(jobs, new DatasetStore(objects));

    @BeforeAll
    static void useOneThread() {
        Torch.threads(1);
    }

    @BeforeEach
    void publish() {
        Drawn.publish(objects, "shapes", 40, 10, 1);
    }

    @Test
    void shouldTrainToTheEndOfTheBudgetAndPublishTheCheckpoint() {
        // Given
        Claim claim = claimed("r-1");

        // When
        work(Duration.ofHours(1)).run(claim);

        // Then
        assertThat(state("r-1")).isEqualTo(JobState.SUCCEEDED);
        assertThat(announced("r-1")).containsExactly("training.accepted", "training.started",
                "model.checkpoint-published", "model.alias-moved", "model.alias-moved", "training.checkpointed",
                "training.grid-published", "training.grid-published", "training.grid-published",
                "training.succeeded");
        TrainingEvent.Succeeded end = TestDatabase.newest(jobs, "r-1", TrainingEvent.Succeeded.class);
        assertThat(end.checkpoint()).isEqualTo("r-1-1-96");
        assertThat(end.metrics()).isNotEmpty();
        ModelEvent.CheckpointPublished published = TestDatabase.newest(jobs, "r-1",
                ModelEvent.CheckpointPublished.class);
        assertThat(new CheckpointStore(objects).load(published.manifest()).manifest().digest()).isEqualTo(end.digest())
                .isEqualTo(published.digest());
        TrainingEvent.GridPublished grid = TestDatabase.newest(jobs, "r-1", TrainingEvent.GridPublished.class);
        assertThat(PictureDecoder.decode(objects.get(grid.key()), grid.key()).width()).isPositive();
        assertThat(new Descriptions(objects).find("shapes-vae", "r-1").orElseThrow().get("parameters").asLong())
                .isEqualTo(TestDatabase.newest(jobs, "r-1", TrainingEvent.Started.class).parameters());
    }

    @Test
    void shouldEndAKilledRunWithTheWeightsOfAnUndisturbedOne() {
        // Given
        String undisturbed = digestOf(claim -> work(Duration.ofHours(1)).run(claim), "r-0");
        Claim killed = claimed("r-1");
        afterCheckpoint(2, () -> {
            throw new IllegalStateException("killed, for a test");
        });
        assertThatThrownBy(() -> work(Duration.ZERO).run(killed)).hasMessage("killed, for a test");
        TestDatabase.letLeasesRunOut(jobs);

        // When
        String resumed = digestOf(claim -> work(Duration.ofHours(1)).run(claim), "r-1");

        // Then
        assertThat(resumed).isEqualTo(undisturbed);
        assertThat(TestDatabase.newest(jobs, "r-1", TrainingEvent.Started.class).images()).isEqualTo(16);
        assertThat(announced("r-1")).filteredOn("training.succeeded"::equals).hasSize(1);
    }

    @Test
    void shouldStopAtACheckpointAndGoOnFromThere() {
        // Given
        String undisturbed = digestOf(claim -> work(Duration.ofHours(1)).run(claim), "r-0");
        Claim claim = claimed("r-1");
        afterCheckpoint(2, () -> told(claim, new TrainingCommand.Stop("c-1", "r-1")));
        work(Duration.ZERO).run(claim);
        JobState paused = state("r-1");
        TrainingEvent.Stopped stopped = TestDatabase.newest(jobs, "r-1", TrainingEvent.Stopped.class);
        runs.handle(new TrainingCommand.Resume("c-2", "r-1"));

        // When
        String resumed = digestOf(again -> work(Duration.ofHours(1)).run(again), "r-1");

        // Then
        assertThat(paused).isEqualTo(JobState.STOPPED);
        assertThat(stopped.images()).isEqualTo(48);
        assertThat(TestDatabase.newest(jobs, "r-1", TrainingEvent.Started.class).images()).isEqualTo(48);
        assertThat(resumed).isEqualTo(undisturbed);
    }

    @Test
    void shouldKeepTheCheckpointsOfARunThatDiverges() {
        // Given: steps so long that the losses are soon no numbers any more
        Map<String, String> wild = new TreeMap<>(Drawn.tiny("r-1", "9600").settings());
        wild.putAll(Map.of("optimiser", "sgd", "learningRate", "10", "learningRateWarmUp", "0"));
        runs.handle(new TrainingCommand.Start("r-1", "shapes-vae", "vae", "vae-plain", DatasetReference.parse("shapes"),
                Budget.parse("9600"), 7L, wild, null, null));
        Claim claim = jobs.claim(Runs.KIND, "test").orElseThrow();

        // When
        assertThatThrownBy(() -> work(Duration.ZERO).run(claim))

                // Then
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.problem().type()).isEqualTo(ProblemType.DIVERGED.uri()));
        String latest = TestDatabase.newest(jobs, "r-1", ModelEvent.AliasMoved.class).checkpoint();
        String newest = new RunTable(jobs).checkpoints("r-1").get(0);
        assertThat(new CheckpointStore(objects).load(newest).manifest().checkpoint()).isEqualTo(latest);
    }

    @Test
    void shouldFailAndTellNobodyWhereItsTimeIsOverBeforeItCanPaint() {
        // Given a flow whose first stage is far longer than its time
        runs.handle(flow("r-1", "1s", "10000000"));
        Claim claim = jobs.claim(Runs.KIND, "test").orElseThrow();

        // When
        assertThatThrownBy(() -> work(Duration.ofHours(1)).run(claim))

                // Then
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.problem().type()).isEqualTo(ProblemType.UNFINISHED.uri()));
        assertThat(announced("r-1")).contains("training.checkpointed")
                .doesNotContain("model.checkpoint-published", "model.alias-moved", "training.succeeded");
        assertThat(new RunTable(jobs).checkpoints("r-1")).isNotEmpty();
    }

    @Test
    void shouldPublishAFlowOnceItPaints() {
        // Given two steps of the first stage, and three of the second
        runs.handle(flow("r-1", "80", "32"));
        Claim claim = jobs.claim(Runs.KIND, "test").orElseThrow();

        // When
        work(Duration.ZERO).run(claim);

        // Then
        assertThat(announced("r-1")).filteredOn("training.checkpointed"::equals).hasSize(5);
        assertThat(announced("r-1")).filteredOn("model.checkpoint-published"::equals).hasSize(3);
        assertThat(named("latest")).isEqualTo("r-1-1-80");
    }

    @Test
    void shouldRefuseABudgetThatIsOverBeforeItCanPaint() {
        assertThatThrownBy(() -> runs.handle(flow("r-1", "320", "320"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("320");
        assertThat(jobs.find("r-1")).isEmpty();
    }

    @Test
    void shouldDropTheTrainingStateOnceTheRunCanNeverBeResumed() {
        // Given
        Retention retention = TestDatabase.keeping(jobs, objects, 3);
        Claim claim = claimed("r-1");
        afterCheckpoint(1, () -> told(claim, new TrainingCommand.Stop("c-1", "r-1")));
        work(Duration.ZERO).run(claim);
        retention.sweep();
        List<String> paused = trainingStates();
        runs.handle(new TrainingCommand.Resume("c-2", "r-1"));
        String digest = digestOf(again -> work(Duration.ofHours(1)).run(again), "r-1");

        // When
        retention.sweep();

        // Then
        assertThat(paused).isNotEmpty();
        assertThat(trainingStates()).isEmpty();
        String newest = new RunTable(jobs).checkpoints("r-1").get(0);
        assertThat(new CheckpointStore(objects).load(newest).manifest().digest()).isEqualTo(digest);
    }

    @Test
    void shouldLeaveTheRunWhereItIsToBeCancelled() {
        // Given
        Claim claim = claimed("r-1");
        afterCheckpoint(1, () -> told(claim, new TrainingCommand.Cancel("c-1", "r-1")));

        // When
        work(Duration.ZERO).run(claim);

        // Then
        assertThat(claim.ended()).isFalse();
        assertThat(announced("r-1")).filteredOn("training.checkpointed"::equals).hasSize(1);
        assertThat(announced("r-1")).doesNotContain("training.succeeded");
    }

    @Test
    void shouldChangeNothingOnceTheRunIsAnotherClaims() {
        // Given
        Claim stale = claimed("r-1");
        afterCheckpoint(1, () -> {
            TestDatabase.letLeasesRunOut(jobs);
            jobs.claim(Runs.KIND, "another").orElseThrow();
        });

        // When
        assertThatThrownBy(() -> work(Duration.ZERO).run(stale)).isInstanceOf(LostClaimException.class);

        // Then
        assertThat(announced("r-1")).containsExactly("training.accepted", "training.started");
        assertThat(new RunTable(jobs).checkpoints("r-1")).isEmpty();
    }

    @Test
    void shouldLeaveLatestWithTheFinishedRunUntilTheNextHasFinished() {
        // Given
        digestOf(claim -> work(Duration.ofHours(1)).run(claim), "r-1");
        Claim second = claimed("r-2");

        // When
        work(Duration.ZERO).run(second);

        // Then
        assertThat(announced("r-2")).filteredOn("model.alias-moved"::equals).hasSize(2);
        assertThat(announced("r-2").subList(announced("r-2").size() - 3, announced("r-2").size()))
                .containsExactly("model.alias-moved", "model.alias-moved", "training.succeeded");
        assertThat(named("latest")).isEqualTo("r-2-1-96");
        assertThat(TestDatabase.newest(jobs, "r-2", ModelEvent.AliasMoved.class))
                .isEqualTo(new ModelEvent.AliasMoved("shapes-vae", "best", 2, named("best")));
    }

    @Test
    void shouldNameTheCheckpointOfTheLowestLossTheBest() {
        // Given
        Claim claim = claimed("r-1");

        // When
        work(Duration.ZERO).run(claim);

        // Then
        List<Best.Measured> all = jobs.inTransaction(handle -> Best.measured(handle, "r-1", false));
        double lowest = all.stream().mapToDouble(each -> each.metrics().get("heldOut.loss")).min().orElseThrow();
        assertThat(all).filteredOn(each -> each.checkpoint().equals(named("best"))).singleElement()
                .satisfies(best -> assertThat(best.metrics()).containsEntry("heldOut.loss", lowest));
    }

    @Test
    void shouldStoreWhatAnEvaluationFoundWithItsProtocol() {
        // Given a run that is evaluated at its end
        Claim claim = claimed(Drawn.tiny("r-1", BUDGET,
                Map.of("evaluationSamples", "30", "classConditional", "false")));

        // When
        work(Duration.ofHours(1)).run(claim);

        // Then
        TrainingEvent.Checkpointed made = TestDatabase.newest(jobs, "r-1", TrainingEvent.Checkpointed.class);
        assertThat(made.metrics()).containsKeys("heldOut.loss", "evaluation.fid", "evaluation.kid",
                "evaluation.precision", "evaluation.nearestRatio");
        assertThat(made.protocol()).startsWith("losses-1: ").contains("samples=30", "painted with labels=none");
        assertThat(new CheckpointStore(objects).load(made.manifest()).manifest().metricsProtocol())
                .isEqualTo(made.protocol());
        assertThat(objects.list("features/")).singleElement().asString().endsWith(".safetensors");
        assertThat(announced("r-1")).filteredOn("training.grid-published"::equals).hasSize(4);
    }

    private static TrainingCommand.Start flow(String run, String budget, String autoencoderImages) {
        return new TrainingCommand.Start(run, "shapes-flow", "flow", null, DatasetReference.parse("shapes"),
                Budget.parse(budget), 7L,
                Map.of("batch", "16", "channels", "8", "heads", "2", "autoencoderChannels", "4", "evaluations", "2",
                        "autoencoderImages", autoencoderImages),
                null, null);
    }

    private RunWork work(Duration checkpointEvery) {
        return new RunWork(new RunWork.Settings("cpu", checkpointEvery, Optional.empty()), jobs, objects,
                TestDatabase.keeping(jobs, objects, 3),
                (progress, epoch) -> {},
                Clock.systemUTC());
    }

    /** The claim of a run, which is started if it has not been. */
    private Claim claimed(String run) {
        return claimed(Drawn.tiny(run, BUDGET));
    }

    private Claim claimed(TrainingCommand.Start start) {
        runs.handle(start);
        return jobs.claim(Runs.KIND, "test").orElseThrow();
    }

    private String digestOf(Consumer<Claim> work, String run) {
        work.accept(claimed(run));
        return TestDatabase.newest(jobs, run, TrainingEvent.Succeeded.class).digest();
    }

    private void afterCheckpoint(int number, Runnable action) {
        AtomicInteger made = new AtomicInteger();
        objects.afterEachPut(key -> {
            if (key.endsWith("/checkpoint.json") && made.incrementAndGet() == number) {
                action.run();
            }
        });
    }

    private void told(Claim claim, TrainingCommand command) {
        runs.handle(command);
        claim.heartbeat();
    }

    /** What an alias of the model names. */
    private String named(String alias) {
        return jobs.inTransaction(handle -> handle.createQuery("SELECT checkpoint FROM alias WHERE alias = :alias")
                .bind("alias", alias).mapTo(String.class).one());
    }

    private List<String> trainingStates() {
        return objects.keys().stream().filter(key -> key.endsWith("/training-state.safetensors")).toList();
    }

    private JobState state(String run) {
        return jobs.find(run).orElseThrow().state();
    }

    private List<String> announced(String run) {
        return TestDatabase.announced(jobs, run).stream()
                .map(type -> type.substring("dev.limner.".length(), type.length() - ".v1".length())).toList();
    }
}
