package dev.limner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;

/** Rule 3: effects are idempotent by id, whatever is repeated and whatever order it comes in. */
class OnceInEffectTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Jobs jobs = database.jobs();

    @Test
    void shouldTakeTheSameCommandTwiceForOneJob() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // When
        Submitted again = jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // Then
        assertThat(again).isEqualTo(Submitted.SAME);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED);
    }

    @Test
    void shouldRefuseAnotherBodyUnderTheSameIdAndLeaveTheFirstAlone() {
        // Given
        jobs.submit(Runs.run("a", "flowers", "{\"seed\":1}"), Runs.accepted("a"));

        // When
        Submitted other = jobs.submit(Runs.run("a", "flowers", "{\"seed\":2}"), Runs.accepted("a"));

        // Then
        assertThat(other).isEqualTo(Submitted.DIFFERENT);
        assertThat(jobs.find("a")).get().extracting(job -> new String(job.body())).isEqualTo("{\"seed\":1}");
    }

    @Test
    void shouldRecordOneJobWhenManySubmitItAtOnce() throws Exception {
        // Given
        Callable<Submitted> submit = () -> jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // When
        List<Submitted> answers = together(8, submit);

        // Then
        assertThat(answers).containsOnlyOnce(Submitted.ACCEPTED).containsOnly(Submitted.ACCEPTED, Submitted.SAME);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED);
    }

    @Test
    void shouldLetOneOfManySubjectsRivalsIn() throws Exception {
        // Given
        var rivals = IntStream.range(0, 8).iterator();
        Callable<Submitted> submit = () -> {
            String id;
            synchronized (rivals) {
                id = "r" + rivals.nextInt();
            }
            return jobs.submit(Runs.run(id, "flowers", "{}"), Runs.accepted(id));
        };

        // When
        List<Submitted> answers = together(8, submit);

        // Then
        assertThat(answers).containsOnlyOnce(Submitted.ACCEPTED).containsOnly(Submitted.ACCEPTED, Submitted.BUSY);
    }

    @Test
    void shouldApplyAControlCommandOnce() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        jobs.signal("s", "a", Wish.STOP, Runs::stopped);
        jobs.signal("r", "a", Wish.RESUME, job -> List.of());

        // When
        Signalled again = jobs.signal("s", "a", Wish.STOP, Runs::stopped);

        // Then
        assertThat(again).isEqualTo(Signalled.SAME);
        assertThat(jobs.find("a")).get().extracting(Job::state).isEqualTo(JobState.ACCEPTED);
    }

    @Test
    void shouldRefuseAnotherControlCommandUnderTheSameId() {
        // Given
        jobs.signal("s", "a", Wish.STOP, Runs::stopped);

        // When
        Throwable thrown = catchThrowable(() -> jobs.signal("s", "a", Wish.CANCEL, Runs::cancelled));

        // Then
        assertThat(thrown).isInstanceOf(ProblemException.class)
                .hasMessageContaining("command s was to stop job a, not to cancel job a");
    }

    @Test
    void shouldKeepACancelThatOvertakesItsJob() {
        // Given
        jobs.signal("c", "a", Wish.CANCEL, Runs::cancelled);

        // When
        Submitted submitted = jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // Then
        assertThat(submitted).isEqualTo(Submitted.ACCEPTED);
        assertThat(jobs.claim(Runs.KIND, "w").orElseThrow().cancelWished()).isTrue();
    }

    @Test
    void shouldApplyOvertakingCommandsInTheirOrder() {
        // Given
        jobs.signal("s", "a", Wish.STOP, Runs::stopped);
        jobs.signal("r", "a", Wish.RESUME, job -> List.of());

        // When
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // Then
        assertThat(jobs.find("a")).get().extracting(Job::stopWished, Job::cancelWished).containsExactly(false, false);
    }

    @Test
    void shouldNotLoseACancelThatArrivesTogetherWithItsJob() throws Exception {
        // Given
        int pairs = 12;
        List<Callable<Object>> work = IntStream.range(0, pairs).boxed().<Callable<Object>>mapMulti((i, to) -> {
            to.accept(() -> jobs.submit(Runs.run("j" + i), Runs.accepted("j" + i)));
            to.accept(() -> jobs.signal("c" + i, "j" + i, Wish.CANCEL, Runs::cancelled));
        }).toList();

        // When
        all(work);

        // Then
        assertThat(database.strings("SELECT id FROM job WHERE state = 'cancelled' OR cancel_wished")).hasSize(pairs);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldWriteEachEventOnceWhateverHappensToTheCommits(long seed) {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();
        database.execute("CREATE TABLE seen (images bigint)");
        Random random = new Random(seed);
        database.faults().commits(() -> switch (random.nextInt(5)) {
            case 0 -> FaultyDataSource.Fate.LOST_BEFORE;
            case 1 -> FaultyDataSource.Fate.LOST_AFTER;
            default -> FaultyDataSource.Fate.ANSWERED;
        });

        // When
        for (int i = 1; i <= 5; i++) {
            int images = i;
            claim.append(Runs.grid("a", images), handle -> handle.execute("INSERT INTO seen VALUES (?)", images));
        }
        claim.succeed(Runs.succeeded("a"), handle -> handle.execute("INSERT INTO seen VALUES (6)"));

        // Then
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED, Runs.GRID, Runs.GRID, Runs.GRID, Runs.GRID,
                Runs.GRID, Runs.SUCCEEDED);
        assertThat(database.strings("SELECT event_id FROM outbox ORDER BY position"))
                .containsExactly("a:0:1", "a:1:2", "a:1:3", "a:1:4", "a:1:5", "a:1:6", "a:1:7");
        assertThat(database.strings("SELECT images FROM seen ORDER BY images"))
                .containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void shouldAnnounceARefusalOnce() {
        // Given
        Problem problem = ProblemException.invalidField("model", "is missing").problem();
        Announcement refused = new Announcement("limner.training-events", "x",
                new TrainingEvent.Refused("x", null, problem));
        jobs.refused("x", refused);

        // When
        jobs.refused("x", refused);

        // Then
        assertThat(database.strings("SELECT topic || ' ' || key FROM outbox")).containsExactly(
                "limner.training-events x");
    }

    private static <T> List<T> together(int times, Callable<T> action) throws Exception {
        return all(IntStream.range(0, times).mapToObj(i -> action).toList());
    }

    private static <T> List<T> all(List<Callable<T>> work) throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            return pool.invokeAll(work).stream().map(OnceInEffectTest::result).toList();
        } finally {
            pool.shutdown();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

}
