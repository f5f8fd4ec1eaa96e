package dev.limner.trainer.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Jobs;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.StoreUnavailableException;
import dev.limner.store.checkpoints.CheckpointManifest;
import dev.limner.store.checkpoints.CheckpointStore;
import dev.limner.store.datasets.DatasetStore;

/** The rule: nothing that is referenced is ever missing, and what is needed stays. */
class RetentionTest {
    private final Jobs jobs = TestDatabase.fresh();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final ModelRegistry registry = new ModelRegistry(jobs);
    private final Retention retention = TestDatabase.keeping(jobs, objects, 2);
    private Claim claim;

    @BeforeEach
    void start() {
        Drawn.publish(objects, "shapes", 40, 10, 1);
        new Runs(jobs, new DatasetStore(objects)).handle(Drawn.tiny("r-1", "96"));
        claim = jobs.claim(Runs.KIND, "test").orElseThrow();
    }

    @Test
    void shouldKeepTheNewestAndTheBest() {
        // Given
        checkpoint(100, 3);
        checkpoint(200, 1);
        checkpoint(300, 2);
        checkpoint(400, 4);
        checkpoint(500, 5);

        // When
        retention.thin(plan());

        // Then
        assertThat(registered()).containsExactly("r-1-1-200", "r-1-1-400", "r-1-1-500");
        assertThat(tombstones()).containsExactlyInAnyOrder("shapes-vae/r-1-1-100", "shapes-vae/r-1-1-300");
    }

    @Test
    void shouldKeepAsManyAsTheRunSays() {
        // Given
        for (int i = 1; i <= 5; i++) {
            checkpoint(i * 100L, 6 - i);
        }
        RunPlan plan = plan();
        RunPlan one = new RunPlan(plan.run(), plan.model(), plan.family(), plan.preset(), plan.settings(),
                plan.dataset(), plan.datasetDigest(), plan.width(), plan.height(), plan.colour(), plan.classes(),
                plan.budget(), plan.seed(), null, 1);

        // When
        retention.thin(one);

        // Then
        assertThat(registered()).containsExactly("r-1-1-500");
    }

    @Test
    void shouldKeepWhatAnAliasNames() {
        // Given
        checkpoint(100, 3);
        jobs.inTransaction(handle -> handle.execute("INSERT INTO alias VALUES (?, ?, ?, ?)", "shapes-vae",
                "production", 1, "r-1-1-100"));
        checkpoint(200, 2);
        checkpoint(300, 1);
        checkpoint(400, 0);

        // When
        retention.thin(plan());

        // Then
        assertThat(registered()).containsExactly("r-1-1-100", "r-1-1-300", "r-1-1-400");
    }

    @Test
    void shouldDeleteObjectsOnlyAfterTheRegistryNamesThemNoMore() {
        // Given
        for (int i = 1; i <= 4; i++) {
            checkpoint(i * 100L, 5 - i);
        }
        retention.thin(plan());
        List<String> afterWithdrawal = manifests();

        // When
        retention.sweep();

        // Then
        assertThat(afterWithdrawal).hasSize(4);
        assertThat(manifests()).containsExactlyElementsOf(referenced());
        assertThat(objects.keys()).noneMatch(key -> key.contains("/1-100/"));
    }

    @Test
    void shouldFinishADeletionThatWasInterrupted() {
        // Given
        for (int i = 1; i <= 4; i++) {
            checkpoint(i * 100L, 5 - i);
        }
        retention.thin(plan());
        objects.goAwayAfter(2);
        assertThatThrownBy(retention::sweep).isInstanceOf(StoreUnavailableException.class);
        objects.comeBack();

        // When
        retention.sweep();

        // Then
        assertThat(objects.keys()).noneMatch(key -> key.contains("/1-100/") || key.contains("/1-200/"));
        assertThat(manifests()).containsExactlyElementsOf(referenced());
    }

    @Test
    void shouldGiveLoadersTime() {
        // Given
        for (int i = 1; i <= 4; i++) {
            checkpoint(i * 100L, 5 - i);
        }
        Retention patient = new Retention(jobs, objects, new Retention.Settings(1, Duration.ofMinutes(10)));

        // When
        patient.thin(plan());
        patient.sweep();

        // Then
        assertThat(registered()).hasSize(1);
        assertThat(manifests()).hasSize(4);
    }

    @Test
    void shouldWithdrawWhileARunGoesOnAndLeaveItsNewest() {
        // Given
        RunWork work = new RunWork(new RunWork.Settings("cpu", Duration.ZERO, java.util.Optional.empty()), jobs,
                objects, retention,
                (progress, epoch) -> {}, Clock.systemUTC());

        // When
        work.run(claim);
        retention.sweep();

        // Then
        assertThat(registered()).contains("r-1-1-80", "r-1-1-96").hasSizeBetween(2, 3);
        assertThat(manifests()).containsExactlyElementsOf(referenced());
        CheckpointStore store = new CheckpointStore(objects);
        assertThat(store.load(CheckpointStore.manifestKey("shapes-vae", "r-1", 1, 96)).weights()).isNotEmpty();
    }

    private void checkpoint(long images, double loss) {
        CheckpointManifest saved = new CheckpointStore(objects).save(new CheckpointManifest(CheckpointManifest.FORMAT,
                "shapes-vae", "r-1-1-" + images, "r-1", 1, "vae", "conv-small", new TreeMap<>(), 28, 28, Colour.GREY,
                List.of(), DatasetReference.parse("shapes@1"), "d", images, 1, 7, null, Map.of("heldOut.loss", loss),
                "losses-1", null, Clock.systemUTC().instant()), weights(), new TreeMap<>(), weights());
        ModelRegistry.Change change = registry.publish(saved, 1);
        claim.advance(change.events(), change.rows());
    }

    private static TreeMap<String, Tensor> weights() {
        return new TreeMap<>(Map.of("w", Tensor.of(new float[]{1}, 1)));
    }

    private RunPlan plan() {
        return new RunTable(jobs).find("r-1").orElseThrow().plan();
    }

    private List<String> registered() {
        return jobs.inTransaction(handle -> handle.createQuery("SELECT checkpoint FROM checkpoint ORDER BY images")
                .mapTo(String.class).list());
    }

    /** The manifests that the registry names, in the order of keys. */
    private List<String> referenced() {
        return jobs.inTransaction(handle -> handle.createQuery("SELECT manifest FROM checkpoint").mapTo(String.class)
                .list()).stream().sorted().toList();
    }

    private List<String> manifests() {
        return objects.keys().stream().filter(key -> key.endsWith("/checkpoint.json")).toList();
    }

    private List<String> tombstones() {
        return jobs.inTransaction(handle -> handle.createQuery("SELECT key FROM outbox WHERE value IS NULL")
                .mapTo(String.class).list());
    }
}
