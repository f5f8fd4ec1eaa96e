package dev.limner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;

class JobsTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Jobs jobs = database.jobs();

    @Test
    void shouldRecordAndAnnounceANewJob() {
        // When
        Submitted submitted = jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // Then
        assertThat(submitted).isEqualTo(Submitted.ACCEPTED);
        assertThat(jobs.find("a")).get().extracting(Job::state, Job::epoch, Job::attempts, Job::subject)
                .containsExactly(JobState.ACCEPTED, 0L, 0, "model-of-a");
        assertThat(database.strings("SELECT event_id FROM outbox")).containsExactly("a:0:1");
    }

    @Test
    void shouldRefuseASecondActiveJobOfABusySubject() {
        // Given
        jobs.submit(Runs.run("a", "flowers", "{}"), Runs.accepted("a"));

        // When
        Submitted second = jobs.submit(Runs.run("b", "flowers", "{}"), Runs.accepted("b"));

        // Then
        assertThat(second).isEqualTo(Submitted.BUSY);
        assertThat(jobs.find("b")).isEmpty();
        assertThat(jobs.active(Runs.KIND, "flowers")).get().extracting(Job::id).isEqualTo("a");
        assertThat(database.announced("b")).isEmpty();
    }

    @Test
    void shouldFreeASubjectWhenItsJobHasEnded() {
        // Given
        jobs.submit(Runs.run("a", "flowers", "{}"), Runs.accepted("a"));
        jobs.claim(Runs.KIND, "w").orElseThrow().succeed(Runs.succeeded("a"), handle -> {});

        // When
        Submitted second = jobs.submit(Runs.run("b", "flowers", "{}"), Runs.accepted("b"));

        // Then
        assertThat(second).isEqualTo(Submitted.ACCEPTED);
    }

    @Test
    void shouldClaimTheOldestFirstAndEachOnce() {
        // Given
        jobs.submit(Runs.run("a"), List.of());
        jobs.submit(Runs.run("b"), List.of());

        // When
        List<String> claimed = List.of(jobs.claim(Runs.KIND, "w").orElseThrow().job().id(),
                jobs.claim(Runs.KIND, "w").orElseThrow().job().id());

        // Then
        assertThat(claimed).containsExactly("a", "b");
        assertThat(jobs.claim(Runs.KIND, "w")).isEmpty();
        assertThat(jobs.claim("import", "w")).isEmpty();
    }

    @Test
    void shouldCancelAWaitingJobAtOnceAndAnnounceIt() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // When
        Signalled signalled = jobs.signal("c", "a", Wish.CANCEL, Runs::cancelled);

        // Then
        assertThat(signalled).isEqualTo(Signalled.MOVED);
        assertThat(jobs.find("a")).get().extracting(Job::state).isEqualTo(JobState.CANCELLED);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.CANCELLED);
        assertThat(jobs.claim(Runs.KIND, "w")).isEmpty();
    }

    @Test
    void shouldTellARunningJob() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();

        // When
        Signalled signalled = jobs.signal("c", "a", Wish.CANCEL, Runs::cancelled);

        // Then
        assertThat(signalled).isEqualTo(Signalled.TOLD);
        assertThat(claim.cancelWished()).isFalse();
        assertThat(claim.heartbeat()).isTrue();
        assertThat(claim.cancelWished()).isTrue();
    }

    @Test
    void shouldStopAndResumeAWaitingJob() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // When
        Signalled stopped = jobs.signal("s", "a", Wish.STOP, Runs::stopped);
        boolean claimable = jobs.claim(Runs.KIND, "w").isPresent();
        Signalled resumed = jobs.signal("r", "a", Wish.RESUME, job -> List.of());

        // Then
        assertThat(List.of(stopped, resumed)).containsOnly(Signalled.MOVED);
        assertThat(claimable).isFalse();
        assertThat(jobs.claim(Runs.KIND, "w")).isPresent();
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.STOPPED);
    }

    @Test
    void shouldLetAResumeBeforeThePauseWin() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();
        jobs.signal("s", "a", Wish.STOP, Runs::stopped);
        jobs.signal("r", "a", Wish.RESUME, job -> List.of());

        // When
        claim.stopped(Runs.stopped(claim.job()), handle -> {});

        // Then
        assertThat(jobs.find("a")).get().extracting(Job::state).isEqualTo(JobState.ACCEPTED);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED);
    }

    @Test
    void shouldGoOnCountingAfterAResumeThatWon() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();
        claim.stopped(Runs.stopped(claim.job()), handle -> {});

        // When
        jobs.claim(Runs.KIND, "w").orElseThrow().succeed(Runs.succeeded("a"), handle -> {});

        // Then
        assertThat(database.strings("SELECT event_id FROM outbox ORDER BY position"))
                .containsExactly("a:0:1", "a:2:2");
    }

    @Test
    void shouldRefuseToStopWhatHasEndedNamingItsState() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        jobs.signal("c", "a", Wish.CANCEL, Runs::cancelled);

        // When
        Throwable stop = catchThrowable(
                () -> jobs.signal("s", "a", Wish.STOP, Runs::stopped));

        // Then
        assertThat(stop).isInstanceOf(ProblemException.class).hasMessageContaining("job a is cancelled");
    }

    @Test
    void shouldTryAgainLaterAndCountTheAttempts() {
        // Given
        Jobs patient = database.jobs(new Timing(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(1),
                Duration.ofHours(1), Duration.ofHours(8), 5, Duration.ofSeconds(1), Duration.ofSeconds(1),
                Duration.ofDays(7), Duration.ofDays(30)));
        patient.submit(Runs.run("a"), List.of());

        // When
        patient.claim(Runs.KIND, "w").orElseThrow().retryLater(new IllegalStateException("the disk is full"));

        // Then
        assertThat(patient.claim(Runs.KIND, "w")).isEmpty();
        assertThat(patient.find("a")).get().extracting(Job::attempts, Job::lastError)
                .containsExactly(1, "java.lang.IllegalStateException: the disk is full");
        database.execute("UPDATE job SET not_before = clock_timestamp()");
        assertThat(patient.claim(Runs.KIND, "w")).get().extracting(Claim::attempts).isEqualTo(2);
    }

    @Test
    void shouldNotCountAReleasedAttempt() {
        // Given
        jobs.submit(Runs.run("a"), List.of());
        jobs.claim(Runs.KIND, "w").orElseThrow().release();

        // When
        Claim second = jobs.claim(Runs.KIND, "w").orElseThrow();

        // Then
        assertThat(second.attempts()).isEqualTo(1);
        assertThat(second.epoch()).isEqualTo(2);
    }

    @Test
    void shouldCountAttemptsFromWhereTheJobGotFurther() {
        // Given
        jobs.submit(Runs.run("a"), List.of());
        for (int attempt = 0; attempt < 2; attempt++) {
            jobs.claim(Runs.KIND, "w").orElseThrow();
            database.letLeasesRunOut();
        }
        Claim third = jobs.claim(Runs.KIND, "w").orElseThrow();

        // When
        third.advance(Runs.grid("a", 1000), handle -> {});

        // Then
        assertThat(third.job().attempts()).isEqualTo(3);
        assertThat(jobs.find("a")).get().extracting(Job::attempts).isEqualTo(1);
    }

    @Test
    void shouldListTheNewestFirst() {
        // Given
        jobs.submit(Runs.run("a"), List.of());
        jobs.submit(Runs.run("b"), List.of());
        jobs.signal("c", "a", Wish.CANCEL, Runs::cancelled);

        // When
        List<Job> all = jobs.list(Runs.KIND, EnumSet.allOf(JobState.class), 10);
        List<Job> waiting = jobs.list(Runs.KIND, EnumSet.of(JobState.ACCEPTED), 10);

        // Then
        assertThat(all).extracting(Job::id).containsExactly("b", "a");
        assertThat(waiting).extracting(Job::id).containsExactly("b");
    }

    @Test
    void shouldRollBackEverythingWhenTheServicesOwnRowsFail() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();

        // When
        Throwable append = catchThrowable(
                () -> claim.append(Runs.grid("a", 1),
                        handle -> handle.execute("INSERT INTO no_such_table VALUES (1)")));

        // Then
        assertThat(append).hasMessageContaining("no_such_table");
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED);
        assertThatThrownBy(() -> claim.append(Runs.grid("a", 1), handle -> {
            throw new IllegalStateException("mine");
        })).hasMessage("mine");
        claim.succeed(Runs.succeeded("a"), handle -> {});
        assertThat(database.strings("SELECT event_id FROM outbox ORDER BY position"))
                .containsExactly("a:0:1", "a:1:2");
    }

    @Test
    void shouldMigrateTwiceWithoutHarm() {
        // Given
        jobs.submit(Runs.run("a"), List.of());
        String schema = database.strings("SELECT current_schema()").get(0);

        // When
        Jobs.migrate(database.dataSource(), schema);

        // Then
        assertThat(jobs.find("a")).isPresent();
    }
}
