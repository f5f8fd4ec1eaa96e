package dev.limner.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.ModelEvent;

class RelayTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Jobs jobs = database.jobs();
    private final FakeBroker broker = new FakeBroker();
    private final List<Relay> relays = new ArrayList<>();

    @AfterEach
    void closeRelays() {
        database.faults().comeBack();
        relays.forEach(Relay::close);
    }

    @Test
    void shouldPublishWithCloudEventsHeadersAndMarkAsSent() {
        // Given
        relay(jobs);

        // When
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // Then
        await().until(this::nothingWaits);
        assertThat(broker.log()).singleElement().satisfies(message -> {
            assertThat(message.topic()).isEqualTo(Topics.TRAINING_EVENTS);
            assertThat(message.key()).isEqualTo("a");
            assertThat(message.headers()).containsEntry("ce_id", "a:0:1").containsEntry("ce_type", Runs.ACCEPTED)
                    .containsEntry("ce_source", TestDatabase.SOURCE).containsEntry("ce_subject", "a")
                    .containsEntry("ce_epoch", "0").containsEntry("ce_sequence", "1");
            assertThat(new String(message.value(), UTF_8)).contains("\"job\":\"a\"");
        });
    }

    @Test
    void shouldBeWokenRatherThanPoll() {
        // Given
        Timing quick = TestDatabase.quick();
        Jobs neverPolling = database.jobs(new Timing(quick.lease(), quick.heartbeat(), Duration.ofHours(1),
                quick.firstRetry(), quick.longestRetry(), 3, quick.shutdown(), quick.publishing(), quick.keptSent(),
                quick.keptControls()));
        relay(neverPolling);
        neverPolling.submit(Runs.run("a"), Runs.accepted("a"));
        await().until(this::nothingWaits);

        // When
        neverPolling.submit(Runs.run("b"), Runs.accepted("b"));

        // Then
        await().until(() -> broker.eventIds().contains("b:0:1"));
    }

    @Test
    void shouldKeepEachJobsSequence() {
        // Given
        List<String> ids = IntStream.range(0, 6).mapToObj(i -> "j" + i).toList();
        ids.forEach(id -> jobs.submit(Runs.run(id), Runs.accepted(id)));
        List<Claim> claims = ids.stream().map(id -> jobs.claim(Runs.KIND, "w").orElseThrow()).toList();
        LongStream.range(0, 10).forEach(images -> claims.forEach(
                claim -> claim.append(Runs.grid(claim.job().id(), images), handle -> {})));

        // When
        relay(jobs);

        // Then
        await().until(this::nothingWaits);
        assertThat(ids).allSatisfy(id -> assertThat(broker.eventIds(id)).containsExactlyElementsOf(
                IntStream.rangeClosed(1, 11).mapToObj(n -> id + (n == 1 ? ":0:" : ":1:") + n).toList()));
    }

    @Test
    void shouldSendNothingOfAJobBeforeWhatCameFirstIsAcknowledged() {
        // Given
        broker.refuse(message -> message.eventId().equals("a:1:2"));
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        jobs.submit(Runs.run("b"), Runs.accepted("b"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();
        claim.append(Runs.grid("a", 1), handle -> {});
        claim.succeed(Runs.succeeded("a"), handle -> {});
        relay(jobs);
        await().until(() -> broker.eventIds().containsAll(List.of("a:0:1", "b:0:1")));

        // When
        List<String> before = broker.eventIds("a");
        broker.refuse(message -> false);

        // Then
        assertThat(before).containsExactly("a:0:1");
        await().until(this::nothingWaits);
        assertThat(broker.eventIds("a")).containsExactly("a:0:1", "a:1:2", "a:1:3");
    }

    @Test
    void shouldNotLetOneJobsFailureHoldUpTheOthers() {
        // Given
        broker.refuse(message -> message.key().equals("poison"));
        jobs.submit(Runs.run("poison"), Runs.accepted("poison"));
        Claim claim = jobs.claim(Runs.KIND, "w").orElseThrow();
        for (int i = 0; i < 250; i++) { // more than one batch
            claim.append(Runs.grid("poison", i), handle -> {});
        }
        relay(jobs);

        // When
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // Then
        await().until(() -> broker.eventIds().contains("a:0:1"));
    }

    @Test
    void shouldKeepTheOrderOfOneKeyAcrossJobs() {
        // Given
        List<String> expected = new ArrayList<>();
        for (int revision = 1; revision <= 5; revision++) {
            String id = "alias@latest:" + revision;
            expected.add(id);
            ModelEvent.AliasMoved moved = new ModelEvent.AliasMoved("m", "latest", revision, "c" + revision);
            jobs.inTransaction(handle -> jobs.announce(handle, id,
                    new Announcement(Topics.MODELS, moved.subject(), moved)));
        }
        broker.refuse(new FailsEverySecond());

        // When
        relay(jobs);

        // Then
        await().until(this::nothingWaits);
        assertThat(broker.eventIds("m@latest")).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldPublishATombstoneAfterWhatItRemoves() {
        // Given
        ModelEvent.AliasMoved moved = new ModelEvent.AliasMoved("m", "latest", 1, "c1");
        jobs.inTransaction(handle -> jobs.announce(handle, "moved",
                new Announcement(Topics.MODELS, moved.subject(), moved)));
        jobs.inTransaction(handle -> jobs.announce(handle, "removed",
                Announcement.tombstone(Topics.MODELS, moved.subject())));
        broker.refuse(new FailsEverySecond());

        // When
        relay(jobs);

        // Then
        await().until(this::nothingWaits);
        assertThat(broker.eventIds("m@latest")).containsExactly("moved", "removed");
        assertThat(broker.log().get(1).value()).isNull();
        assertThat(broker.log().get(1).headers()).containsEntry("ce_subject", "m@latest").doesNotContainKey("ce_type");
    }

    @Test
    void shouldGoOnAfterPostgresWasAway() throws Exception {
        // Given
        relay(jobs);
        jobs.submit(Runs.run("a"), Runs.accepted("a"));
        await().until(this::nothingWaits);
        database.faults().goAway();
        database.faults().comeBack();

        // When
        jobs.submit(Runs.run("b"), Runs.accepted("b"));

        // Then
        await().until(() -> broker.eventIds().contains("b:0:1"));
    }

    @Test
    void shouldPublishWhatIsThereBeforeItCloses() {
        // Given
        Relay relay = relay(jobs);
        jobs.submit(Runs.run("a"), Runs.accepted("a"));

        // When
        relay.close();

        // Then
        assertThat(broker.eventIds()).containsExactly("a:0:1");
        assertThat(nothingWaits()).isTrue();
    }

    @Test
    void shouldForgetWhatWasSentLongAgoAndNothingElse() {
        // Given
        jobs.submit(Runs.run("old"), Runs.accepted("old"));
        database.execute("UPDATE outbox SET sent_at = clock_timestamp() - interval '8 days'");
        jobs.submit(Runs.run("new"), Runs.accepted("new"));
        database.execute("UPDATE outbox SET created_at = clock_timestamp() - interval '8 days'");

        // When
        relay(jobs);

        // Then
        await().until(() -> database.strings("SELECT event_id FROM outbox").equals(List.of("new:0:1")));
        assertThat(broker.eventIds()).containsExactly("new:0:1");
    }

    private boolean nothingWaits() {
        return database.strings("SELECT event_id FROM outbox WHERE sent_at IS NULL").isEmpty();
    }

    private Relay relay(Jobs of) {
        Relay relay = new Relay(of, broker);
        relays.add(relay);
        relay.start();
        return relay;
    }

    /** Says no to every second message that it is asked about. */
    private static final class FailsEverySecond implements Predicate<OutboxMessage> {
        private int asked;

        @Override
        public boolean test(OutboxMessage message) {
            return ++asked % 2 == 0;
        }
    }
}
