package dev.limner.trainer.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.jobs.Jobs;
import dev.limner.models.engine.Torch;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.tensorboard.EventFile;
import dev.limner.store.tensorboard.EventReader;

/** What TensorBoard is given of a run, from a real one of a tiny model. */
class RunLogTest {
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
        runs.handle(Drawn.tiny("r-1", "96"));
    }

    @Test
    void shouldHoldCurvesMeasuresAndGrids() {
        // When
        train(Duration.ofHours(1));

        // Then
        List<EventReader.Event> events = events("r-1");
        EventReader.Event curve = events.stream().filter(event -> !event.scalars().isEmpty()).findFirst().orElseThrow();
        assertThat(curve.scalars()).containsKeys("loss/loss", "loss/reconstruction", "training/gradientNorm",
                "training/imagesPerSecond");
        assertThat(curve.scalars().get("training/learningRate").doubleValue()).isBetween(1e-9, 0.002);
        assertThat(events).anySatisfy(event -> {
            assertThat(event.step()).isEqualTo(96);
            assertThat(event.scalars()).containsKey("heldOut/reconstruction");
        });
        assertThat(events).filteredOn(event -> !event.pictures().isEmpty())
                .flatExtracting(event -> event.pictures().keySet())
                .containsExactly("samples", "reconstructions", "traversals");
    }

    @Test
    void shouldTellEachStepOnceOfARunThatWasKilledAndResumed() {
        // Given
        objects.afterEachPut(key -> {
            if (key.endsWith("/1-32/checkpoint.json")) {
                throw new IllegalStateException("killed, for a test");
            }
        });
        assertThatThrownBy(() -> train(Duration.ZERO)).hasMessage("killed, for a test");
        TestDatabase.letLeasesRunOut(jobs);

        // When
        train(Duration.ZERO);

        // Then
        List<Long> steps = events("r-1").stream().filter(event -> event.scalars().containsKey("loss/loss"))
                .map(EventReader.Event::step).toList();
        assertThat(steps).containsExactly(16L, 32L, 48L, 64L, 80L, 96L);
        assertThat(objects.keys()).filteredOn(key -> key.contains("/tensorboard/")).hasSize(7);
    }

    @Test
    void shouldKeepWhatCameAfterTheLastCheckpointOfARunThatFailed() {
        // Given
        RunLog log = log(0);
        log.checkpointed(64, Map.of(), List.of());
        log.reported(progress(80));
        log.reported(progress(96));

        // When
        log.ended();

        // Then
        assertThat(EventFile.current(objects, "m", "r")).extracting(EventFile::from, EventFile::to)
                .containsExactly(tuple(0L, 64L),
                        tuple(64L, 96L));
    }

    @Test
    void shouldThinOutTheReportsOfALongFileAndKeepTheNewest() {
        // Given
        RunLog log = log(0);

        // When
        for (int second = 1; second <= 5_000; second++) {
            log.reported(progress(second));
        }
        log.checkpointed(5_000, Map.of(), List.of());

        // Then
        List<Long> steps = new ArrayList<>();
        EventFile file = EventFile.current(objects, "m", "r").get(0);
        EventReader.read(objects.get(file.key())).stream().filter(event -> !event.scalars().isEmpty())
                .forEach(event -> steps.add(event.step()));
        assertThat(steps).hasSizeBetween(500, 1_001).isSorted().endsWith(5_000L);
    }

    private void train(Duration checkpointEvery) {
        new RunWork(new RunWork.Settings("cpu", checkpointEvery, java.util.Optional.empty()), jobs, objects,
                TestDatabase.keeping(jobs, objects, 3),
                (progress, epoch) -> {},
                Clock.systemUTC()).run(jobs.claim(Runs.KIND, "test").orElseThrow());
    }

    private List<EventReader.Event> events(String run) {
        return EventFile.current(objects, "shapes-vae", run).stream()
                .flatMap(file -> EventReader.read(objects.get(file.key())).stream()).toList();
    }

    private RunLog log(long images) {
        RunPlan tiny = new RunTable(jobs).find("r-1").orElseThrow().plan();
        RunPlan plan = new RunPlan("r", "m", "vae", null, tiny.settings(), DatasetReference.parse("shapes@1"), "d", 28,
                28, tiny.colour(), List.of(), tiny.budget(), 1, null, null);
        return new RunLog(objects, plan, 1, images, Clock.systemUTC());
    }

    private static TrainingEvent.Progressed progress(long images) {
        return new TrainingEvent.Progressed("r", "m", images, 10_000, Map.of("loss", 1.0), 1, 1, 1);
    }
}
