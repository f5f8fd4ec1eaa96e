package dev.limner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

class JobWorkerTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Jobs jobs = database.jobs();
    private final BlockingQueue<JobWorker> workers = new LinkedBlockingQueue<>();

    /** What a test wants done with a claim. */
    interface Work {
        void run(Claim claim) throws Exception;
    }

    @AfterEach
    void closeWorkers() {
        database.faults().comeBack();
        workers.forEach(JobWorker::close);
    }

    @Test
    void shouldDoWhatIsSubmitted() {
        // Given
        worker(jobs, 2, claim -> claim.succeed(Runs.succeeded(claim.job().id()), handle -> {}));

        // When
        List.of("a", "b", "c").forEach(id -> jobs.submit(Runs.run(id), Runs.accepted(id)));

        // Then
        await().untilAsserted(() -> assertThat(List.of("a", "b", "c")).allSatisfy(
                id -> assertThat(state(id)).isEqualTo(JobState.SUCCEEDED)));
        assertThat(database.announced("b")).containsExactly(Runs.ACCEPTED, Runs.SUCCEEDED);
    }

    @Test
    void shouldBeWokenRatherThanPoll() {
        // Given
        Jobs neverPolling = database.jobs(withPoll(Duration.ofHours(1)));
        worker(neverPolling, 1, claim -> claim.succeed(Runs.succeeded(claim.job().id()), handle -> {}));
        neverPolling.submit(Runs.run("a"), List.of());
        await().until(() -> state("a") == JobState.SUCCEEDED);

        // When
        neverPolling.submit(Runs.run("b"), List.of());

        // Then
        await().until(() -> state("b") == JobState.SUCCEEDED);
    }

    @Test
    void shouldBringACancelToARunningJobByNotificationAlone() {
        // Given
        Jobs neverPolling = database.jobs(withPoll(Duration.ofHours(1)));
        worker(neverPolling, 1, JobWorkerTest::untilTold);
        neverPolling.submit(Runs.run("a"), Runs.accepted("a"));
        await().until(() -> state("a") == JobState.RUNNING);

        // When
        neverPolling.signal("c", "a", Wish.CANCEL, Runs::cancelled);

        // Then
        await().until(() -> state("a") == JobState.CANCELLED);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.CANCELLED);
    }

    @Test
    void shouldBringACancelToARunningJobWithoutNotifications() {
        // Given
        worker(jobs, 1, JobWorkerTest::untilTold);
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        await().until(() -> state("a") == JobState.RUNNING);

        // When
        database.execute("UPDATE job SET cancel_wished = true");

        // Then
        await().until(() -> state("a") == JobState.CANCELLED);
    }

    @Test
    void shouldCancelAnOrphanAlthoughAllItsPlacesAreTaken() {
        // Given
        jobs.submit(Runs.run("orphan"), Runs.accepted("orphan"));
        jobs.claim(Runs.KIND, "dead").orElseThrow();
        worker(jobs, 1, JobWorkerTest::untilTold);
        jobs.submit(Runs.run("long"), List.of());
        await().until(() -> state("long") == JobState.RUNNING);

        // When
        jobs.signal("c", "orphan", Wish.CANCEL, Runs::cancelled);
        database.execute("UPDATE job SET lease_until = clock_timestamp() - interval '1 second' WHERE id = 'orphan'");

        // Then
        await().until(() -> state("orphan") == JobState.CANCELLED);
        assertThat(state("long")).isEqualTo(JobState.RUNNING);
    }

    @Test
    void shouldPauseAJobThatIsToBeStoppedAndGoOnWhenItIsResumed() {
        // Given
        worker(jobs, 1, JobWorkerTest::untilTold);
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        await().until(() -> state("a") == JobState.RUNNING);
        jobs.signal("s", "a", Wish.STOP, Runs::stopped);
        await().until(() -> state("a") == JobState.STOPPED);

        // When
        jobs.signal("r", "a", Wish.RESUME, job -> List.of());

        // Then
        await().until(() -> state("a") == JobState.RUNNING);
        assertThat(jobs.find("a").orElseThrow().epoch()).isEqualTo(2);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.STOPPED);
    }

    @Test
    void shouldFailAJobWithItsProblem() {
        // Given
        worker(jobs, 1, claim -> {
            throw new ProblemException(ProblemType.UNKNOWN_DATASET, "there is no dataset flowers");
        });

        // When
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // Then
        await().until(() -> state("a") == JobState.FAILED);
        assertThat(database.strings("SELECT convert_from(value, 'UTF8') FROM outbox WHERE event_id = 'a:1:2'"))
                .singleElement().asString().contains("there is no dataset flowers");
        assertThat(jobs.find("a").orElseThrow().attempts()).isEqualTo(1);
    }

    @Test
    void shouldTryAgainAfterAnyOtherExceptionAndGiveUpAfterSoManyAttempts() {
        // Given
        AtomicInteger attempts = new AtomicInteger();
        worker(jobs, 1, claim -> {
            attempts.incrementAndGet();
            throw new IOException("the bucket is away");
        });

        // When
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // Then
        await().until(() -> state("a") == JobState.FAILED);
        assertThat(attempts).hasValue(3);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.FAILED);
    }

    @Test
    void shouldGiveUpAJobWhoseWorkersDieAtEveryAttempt() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        for (int attempt = 0; attempt < 3; attempt++) {
            jobs.claim(Runs.KIND, "doomed").orElseThrow();
            database.letLeasesRunOut();
        }
        AtomicInteger runs = new AtomicInteger();

        // When
        worker(jobs, 1, claim -> runs.incrementAndGet());

        // Then
        await().until(() -> state("a") == JobState.FAILED);
        assertThat(runs).hasValue(0);
    }

    @Test
    void shouldTakeAHandlerThatReturnsWithoutAnEndForAFailedAttempt() {
        // Given
        worker(jobs, 1, claim -> {});

        // When
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // Then
        await().until(() -> state("a") == JobState.FAILED);
        assertThat(jobs.find("a").orElseThrow().epoch()).isEqualTo(3);
    }

    @Test
    void shouldGoOnWithAJobWhoseWorkerDied() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim dead = jobs.claim(Runs.KIND, "dead").orElseThrow();
        database.letLeasesRunOut();

        // When
        worker(jobs, 1, claim -> claim.succeed(Runs.succeeded("a"), handle -> {}));

        // Then
        await().until(() -> state("a") == JobState.SUCCEEDED);
        assertThat(dead.heartbeat()).isFalse();
        assertThat(jobs.find("a").orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheLeaseOfALongJob() {
        // Given
        Jobs brief = database.jobs(TestDatabase.timing(Duration.ofMillis(600)));
        Semaphore finish = new Semaphore(0);
        worker(brief, 1, claim -> {
            finish.acquire();
            claim.succeed(Runs.succeeded("a"), handle -> {});
        });
        brief.submit(Runs.run("a"), List.of());
        await().until(() -> state("a") == JobState.RUNNING);
        String first = database.strings("SELECT lease_until FROM job").get(0);

        // When
        await().until(() -> database.strings("SELECT id FROM job WHERE lease_until > timestamptz '" + first
                + "' + interval '1 second'").size() == 1);
        finish.release();

        // Then
        await().until(() -> state("a") == JobState.SUCCEEDED);
        assertThat(brief.find("a").orElseThrow().epoch()).isEqualTo(1);
    }

    @Test
    void shouldGiveItsJobsBackWhenItIsClosed() {
        // Given
        JobWorker first = worker(jobs, 1, JobWorkerTest::untilTold);
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        await().until(() -> state("a") == JobState.RUNNING);

        // When
        first.close();

        // Then
        assertThat(jobs.find("a")).get().extracting(Job::state, Job::attempts, Job::epoch)
                .containsExactly(JobState.ACCEPTED, 0, 1L);
        worker(jobs, 1, claim -> claim.succeed(Runs.succeeded("a"), handle -> {}));
        await().until(() -> state("a") == JobState.SUCCEEDED);
    }

    @Test
    void shouldStopAHandlerWhoseJobAnotherHasTaken() {
        // Given
        Map<Long, Boolean> lost = new ConcurrentHashMap<>();
        worker(jobs, 1, claim -> {
            untilTold(claim);
            lost.put(claim.epoch(), claim.lost());
        });
        jobs.submit(Runs.run("a"), List.of());
        await().until(() -> state("a") == JobState.RUNNING);

        // When
        database.execute("UPDATE job SET epoch = epoch + 1, worker = 'thief', "
                + "lease_until = clock_timestamp() + interval '1 hour'");

        // Then
        await().until(() -> lost.containsKey(1L));
        assertThat(lost).containsEntry(1L, true);
        assertThat(state("a")).isEqualTo(JobState.RUNNING);
    }

    @Test
    void shouldWaitWhilePostgresIsAwayAndGoOnAfterwards() throws Exception {
        // Given
        BlockingQueue<Integer> appended = new LinkedBlockingQueue<>();
        Semaphore steps = new Semaphore(1);
        worker(jobs, 1, claim -> {
            for (int images = 1; images <= 3; images++) {
                steps.acquire();
                claim.append(Runs.grid("a", images), handle -> {});
                appended.add(images);
            }
            claim.succeed(Runs.succeeded("a"), handle -> {});
        });
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        assertThat(appended.poll(1, TimeUnit.MINUTES)).isEqualTo(1);

        // When
        database.faults().goAway();
        steps.release(2);
        database.faults().comeBack();

        // Then
        await().until(() -> state("a") == JobState.SUCCEEDED);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.GRID, Runs.GRID, Runs.GRID,
                Runs.SUCCEEDED);
        assertThat(jobs.find("a").orElseThrow().epoch()).isEqualTo(1);
    }

    @Test
    void shouldBeginWhilePostgresIsAway() throws Exception {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        database.faults().goAway();
        worker(jobs, 1, claim -> claim.succeed(Runs.succeeded("a"), handle -> {}));

        // When
        database.faults().comeBack();

        // Then
        await().until(() -> state("a") == JobState.SUCCEEDED);
    }

    /** Works, as a handler should, until it is told something. */
    private static void untilTold(Claim claim) throws InterruptedException {
        Semaphore never = new Semaphore(0);
        while (!claim.lost() && !claim.cancelWished() && !claim.shuttingDown()) {
            if (claim.stopWished()) {
                claim.stopped(Runs.stopped(claim.job()), handle -> {});
                return;
            }
            if (never.tryAcquire(5, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody releases it");
            }
        }
    }

    private JobState state(String id) {
        return JobState.of(database.strings("SELECT state FROM job WHERE id = '" + id + "'").get(0));
    }

    private JobWorker worker(Jobs of, int concurrency, Work work) {
        JobWorker worker = new JobWorker(of, Runs.KIND, "worker", concurrency, new JobHandler() {
            @Override
            public void run(Claim claim) throws Exception {
                work.run(claim);
            }

            @Override
            public List<Announcement> failed(Job job, Problem problem) {
                return Runs.failed(job, problem);
            }

            @Override
            public List<Announcement> cancelled(Job job) {
                return Runs.cancelled(job);
            }
        });
        workers.add(worker);
        worker.start();
        return worker;
    }

    private static Timing withPoll(Duration poll) {
        Timing quick = TestDatabase.quick();
        return new Timing(Duration.ofHours(4), Duration.ofHours(1), poll, quick.firstRetry(), quick.longestRetry(),
                quick.attempts(), quick.shutdown(), quick.publishing(), quick.keptSent(), quick.keptControls());
    }
}
