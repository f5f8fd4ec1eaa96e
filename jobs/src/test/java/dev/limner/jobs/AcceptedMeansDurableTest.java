package dev.limner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 1: what was committed is published, whatever crashes; a crash repeats event ids and never invents one. */
class AcceptedMeansDurableTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final FakeBroker broker = new FakeBroker();
    private final List<Relay> relays = new ArrayList<>();

    @AfterEach
    void closeRelays() {
        database.faults().comeBack();
        relays.forEach(Relay::close);
    }

    @Test
    void shouldPublishAgainUnderTheSameIdAfterACrashBetweenPublishingAndMarking() throws Exception {
        // Given
        Jobs jobs = database.jobs();
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        broker.keepSilentAbout(message -> true);
        relay(jobs);
        await().until(() -> broker.eventIds().equals(List.of("a:0:1")));
        database.faults().goAway(); // takes the relay's transaction with it, the row unmarked
        broker.keepSilentAbout(message -> false);

        // When
        Jobs next = new Jobs(database.dataSource(), TestDatabase.SOURCE, Clock.systemUTC(),
                TestDatabase.quick());
        relay(next);

        // Then
        await().until(this::nothingWaits);
        assertThat(broker.eventIds()).containsExactly("a:0:1", "a:0:1");
        assertThat(broker.log().get(0).value()).isEqualTo(broker.log().get(1).value());
        assertThat(broker.log().get(0).headers()).isEqualTo(broker.log().get(1).headers());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void shouldLoseNothingAndKeepEachJobsOrderWithTwoRelaysUnderFaults(long seed) {
        // Given
        Jobs jobs = database.jobs();
        Random random = new Random(seed);
        relay(jobs);
        relay(database.jobs());
        Jobs healthy = new Jobs(database.dataSource(), TestDatabase.SOURCE, Clock.systemUTC(),
                TestDatabase.quick());
        database.faults().commits(() -> fate(random));
        broker.refuse(message -> draw(random, 5) == 0);

        // When
        List<String> ids = IntStream.range(0, 8).mapToObj(i -> "j" + i).toList();
        ids.forEach(id -> healthy.submit(Runs.run(id), Runs.accepted(id)));
        for (Claim claim : ids.stream().map(id -> healthy.claim(Runs.KIND, "w").orElseThrow()).toList()) {
            IntStream.range(0, 5).forEach(i -> claim.append(Runs.grid(claim.job().id(), i), handle -> {}));
            claim.succeed(Runs.succeeded(claim.job().id()), handle -> {});
        }
        database.faults().commits(() -> FaultyDataSource.Fate.ANSWERED);

        // Then
        await().until(this::nothingWaits);
        assertThat(ids).allSatisfy(id -> assertThat(new LinkedHashSet<>(broker.eventIds(id))).containsExactly(
                id + ":0:1", id + ":1:2", id + ":1:3", id + ":1:4", id + ":1:5", id + ":1:6", id + ":1:7"));
    }

    private static FaultyDataSource.Fate fate(Random random) {
        return switch (draw(random, 6)) {
            case 0 -> FaultyDataSource.Fate.LOST_BEFORE;
            case 1 -> FaultyDataSource.Fate.LOST_AFTER;
            default -> FaultyDataSource.Fate.ANSWERED;
        };
    }

    private static int draw(Random random, int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    private boolean nothingWaits() {
        return database.strings("SELECT event_id FROM outbox WHERE sent_at IS NULL").isEmpty();
    }

    private void relay(Jobs jobs) {
        Relay relay = new Relay(jobs, broker);
        relays.add(relay);
        relay.start();
    }
}
