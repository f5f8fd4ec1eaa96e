package dev.limner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** Rule 4: a job reaches exactly one terminal state, the first recorded; a cancel wins over anything not yet terminal. */
class OneTerminalStateTest {
    private static final int STEPS = 120;
    private static final List<String> IDS = List.of("a", "b", "c");

    private final TestDatabase database = TestDatabase.fresh();
    private final Jobs jobs = database.jobs();

    @Test
    void shouldCancelBeforeTheLastActOrNotAtAll() throws Exception {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();
        AtomicReference<CompletableFuture<Signalled>> cancel = new AtomicReference<>();

        // When
        claim.succeed(() -> {
            cancel.set(CompletableFuture.supplyAsync(() -> jobs.signal("c", "a", Wish.CANCEL, Runs::cancelled)));
            while (!cancel.get().isDone() && waiting() == 0) {
                Thread.onSpinWait();
            }
            return Runs.succeeded("a");
        });

        // Then
        assertThat(cancel.get().get()).isEqualTo(Signalled.IDLE);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.SUCCEEDED);
    }

    /** Transactions that wait for another's lock. */
    private int waiting() {
        return jobs.inTransaction(handle -> handle.createQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")
                .mapTo(Integer.class).one());
    }

    @Test
    void shouldEndNothingWhereTheLastActFails() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();
        // When
        Throwable thrown = catchThrowable(() -> claim.succeed(() -> {
            throw new IllegalStateException("the bucket is away");
        }));
        // Then
        assertThat(thrown).hasMessageContaining("the bucket is away");
        assertThat(jobs.find("a").orElseThrow().state()).isEqualTo(JobState.RUNNING);
        assertThat(claim.ended()).isFalse();
    }

    @Test
    void shouldLetACancelWinOverASuccessThatCameLater() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();
        jobs.signal("c", "a", Wish.CANCEL, Runs::cancelled);

        // When
        Throwable thrown = catchThrowable(() -> claim.succeed(Runs.succeeded("a"), handle -> {}));
        claim.cancelled(Runs.cancelled(claim.job()), handle -> {});

        // Then
        assertThat(thrown).isInstanceOf(CancelWishedException.class);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.CANCELLED);
    }

    @Test
    void shouldLetASuccessStandThatCameBeforeTheCancel() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        jobs.claim(Runs.KIND, "w").orElseThrow().succeed(Runs.succeeded("a"), handle -> {});

        // When
        Signalled signalled = jobs.signal("c", "a", Wish.CANCEL, Runs::cancelled);

        // Then
        assertThat(signalled).isEqualTo(Signalled.IDLE);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void shouldHoldUnderAnyScheduleOfClaimsSignalsDeathsAndLostCommits(long seed) {
        // Given
        Random random = new Random(seed);
        List<Claim> claims = new ArrayList<>();
        Map<String, JobState> ends = new HashMap<>();
        database.faults().commits(() -> switch (random.nextInt(12)) {
            case 0 -> FaultyDataSource.Fate.LOST_BEFORE;
            case 1 -> FaultyDataSource.Fate.LOST_AFTER;
            default -> FaultyDataSource.Fate.ANSWERED;
        });

        // When
        for (int step = 0; step < STEPS; step++) {
            String id = IDS.get(random.nextInt(IDS.size()));
            step(random, id, "command-" + step, claims);
            check(ends);
        }
        database.faults().commits(() -> FaultyDataSource.Fate.ANSWERED);
        settle();
        check(ends);

        // Then
        assertThat(IDS).allSatisfy(id -> {
            assertThat(database.announced(id)).filteredOn(Runs.TERMINAL::contains).hasSize(1);
            assertThat(Runs.TERMINAL).contains(last(database.announced(id)));
        });
    }

    /** Invariants that hold after each step: an end stays what it is, and is announced once and last. */
    private void check(Map<String, JobState> ends) {
        for (String id : IDS) {
            database.strings("SELECT state FROM job WHERE id = '" + id + "'").forEach(text -> {
                JobState state = JobState.of(text);
                assertThat(ends.getOrDefault(id, state)).as("the end of %s", id).isEqualTo(state);
                if (state.terminal()) {
                    ends.put(id, state);
                }
                assertThat(database.announced(id)).filteredOn(Runs.TERMINAL::contains)
                        .hasSize(state.terminal() ? 1 : 0);
            });
        }
    }

    private void step(Random random, String id, String command, List<Claim> claims) {
        try {
            switch (random.nextInt(9)) {
                case 0 -> jobs.submit(Runs.run(id), Runs.accepted(id));
                case 1, 2 -> jobs.claim(Runs.KIND, "w").ifPresent(claims::add);
                case 3 -> database.letLeasesRunOut();
                case 4 -> jobs.signal(command, id, Wish.STOP, Runs::stopped);
                case 5 -> jobs.signal(command, id, Wish.RESUME, job -> List.of());
                case 6 -> {
                    if (random.nextInt(4) == 0) {
                        jobs.signal(command, id, Wish.CANCEL, Runs::cancelled);
                    }
                }
                default -> {
                    if (!claims.isEmpty()) {
                        write(random, claims.get(random.nextInt(claims.size())));
                    }
                }
            }
        } catch (ProblemException | LostClaimException | CancelWishedException e) {
            assertThat(e.getMessage()).isNotBlank(); // refusals are part of the schedule
        } catch (RuntimeException e) {
            assertThat(DatabaseFaults.passing(e)).as("only lost connections: %s", e).isTrue();
        }
    }

    private static void write(Random random, Claim claim) {
        String id = claim.job().id();
        switch (random.nextInt(8)) {
            case 0 -> claim.succeed(Runs.succeeded(id), handle -> {});
            case 1 -> claim.fail(Runs.failed(claim.job(), Problem.of(ProblemType.INTERNAL, "so it goes")),
                    handle -> {});
            case 2 -> claim.cancelled(Runs.cancelled(claim.job()), handle -> {});
            case 3 -> claim.stopped(Runs.stopped(claim.job()), handle -> {});
            case 4 -> claim.release();
            case 5 -> claim.retryLater(new IllegalStateException("so it goes"));
            default -> claim.append(Runs.grid(id, random.nextInt(1000)), handle -> {});
        }
    }

    /** Lets every job come to an end. */
    private void settle() {
        for (String id : IDS) {
            jobs.submit(Runs.run(id), Runs.accepted(id));
            jobs.signal("last-" + id, id, Wish.CANCEL, Runs::cancelled);
        }
        database.letLeasesRunOut();
        for (var claim = jobs.claimToCancel(Runs.KIND, "w"); claim.isPresent(); claim = jobs.claimToCancel(Runs.KIND,
                "w")) {
            claim.get().cancelled(Runs.cancelled(claim.get().job()), handle -> {});
        }
    }

    private static String last(List<String> values) {
        return values.get(values.size() - 1);
    }
}
