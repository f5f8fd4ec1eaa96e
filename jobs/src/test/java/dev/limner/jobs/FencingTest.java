package dev.limner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 5: each claim has an epoch of its own, and what an older one writes changes nothing. */
class FencingTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Jobs jobs = database.jobs();

    @Test
    void shouldRaiseTheEpochWithEachClaim() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim first = jobs.claim(Runs.KIND, "one").orElseThrow();
        database.letLeasesRunOut();

        // When
        Claim second = jobs.claim(Runs.KIND, "two").orElseThrow();

        // Then
        assertThat(List.of(first.epoch(), second.epoch())).containsExactly(1L, 2L);
        assertThat(first.heartbeat()).isFalse();
        assertThat(first.lost()).isTrue();
        assertThat(second.heartbeat()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "advance", "succeed", "fail", "cancelled", "stopped", "release", "retryLater"})
    void shouldChangeNothingThroughAnOldClaim(String write) {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim old = jobs.claim(Runs.KIND, "one").orElseThrow();
        database.letLeasesRunOut();
        jobs.claim(Runs.KIND, "two").orElseThrow();
        List<String> before = database.strings("SELECT job::text FROM job");
        List<String> rows = new ArrayList<>();

        // When
        Throwable thrown = catchThrowable(() -> write(write, handle -> rows.add("written")).accept(old));

        // Then
        assertThat(thrown).isInstanceOf(LostClaimException.class).hasMessageContaining("epoch 1")
                .hasMessageContaining("running at epoch 2");
        assertThat(old.lost()).isTrue();
        assertThat(rows).isEmpty();
        assertThat(database.strings("SELECT job::text FROM job")).isEqualTo(before);
        assertThat(database.announced("a")).containsExactly(Runs.ACCEPTED);
    }

    @Test
    void shouldLetAClaimGoOnWhoseLeaseRanOutWhileNobodyTookTheJob() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "one").orElseThrow();
        database.letLeasesRunOut();

        // When
        boolean held = claim.heartbeat();

        // Then
        assertThat(held).isTrue();
        assertThat(jobs.claim(Runs.KIND, "two")).isEmpty();
    }

    @Test
    void shouldFenceAClaimWhoseJobWasGivenBackAndIsNobodys() {
        // Given
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        Claim claim = jobs.claim(Runs.KIND, "one").orElseThrow();
        claim.release();

        // When
        Throwable thrown = catchThrowable(() -> claim.succeed(Runs.succeeded("a"), handle -> {}));

        // Then
        assertThat(thrown).isInstanceOf(LostClaimException.class);
        assertThat(jobs.find("a")).get().extracting(Job::state).isEqualTo(JobState.ACCEPTED);
    }

    @Test
    void shouldLetOthersTakeAJobWhoseHeartbeatsStayAway() {
        // Given
        Jobs brief = database.jobs(TestDatabase.timing(Duration.ofMillis(1)));
        brief.submit(Runs.run("a"), List.of());
        brief.claim(Runs.KIND, "one").orElseThrow();
        await().until(() -> database.strings(
                "SELECT id FROM job WHERE lease_until < clock_timestamp()").size() == 1);

        // When
        boolean takenOver = brief.claim(Runs.KIND, "two").isPresent();

        // Then
        assertThat(takenOver).isTrue();
    }

    private static Consumer<Claim> write(String name, Consumer<Handle> rows) {
        return switch (name) {
            case "append" -> claim -> claim.append(Runs.grid("a", 1), rows);
            case "advance" -> claim -> claim.advance(Runs.grid("a", 1), rows);
            case "succeed" -> claim -> claim.succeed(Runs.succeeded("a"), rows);
            case "fail" -> claim -> claim.fail(List.of(), rows);
            case "cancelled" -> claim -> claim.cancelled(Runs.cancelled(claim.job()), rows);
            case "stopped" -> claim -> claim.stopped(Runs.stopped(claim.job()), rows);
            case "release" -> Claim::release;
            case "retryLater" -> claim -> claim.retryLater(new IllegalStateException("late"));
            default -> throw new IllegalArgumentException(name);
        };
    }
}
