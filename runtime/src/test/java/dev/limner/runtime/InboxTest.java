package dev.limner.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.TrainingCommand;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.jobs.Announcement;

/** Rules 2 and 8: acknowledge after effect; poison is set aside, not dropped. */
class InboxTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final FakeWire wire = new FakeWire();
    private final Records records = new Records();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicReference<RuntimeException> announcing = new AtomicReference<>();
    private final CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);
    private final Inbox inbox = inbox(ready);

    @AfterEach
    void close() {
        inbox.close();
        executor.shutdownNow();
    }

    @Test
    void shouldAcknowledgeAfterTheHandlerHasReturned() {
        // Given
        List<Integer> acknowledgedBefore = new CopyOnWriteArrayList<>();
        List<Record> handled = new CopyOnWriteArrayList<>();

        // When
        taken(inbox.take(records.plain(Records.cancel("c1", "r1")), envelope -> {
            acknowledgedBefore.add(records.acknowledged());
            handled.add(envelope.message());
        }, this::refusal));

        // Then
        assertThat(handled).containsExactly(new TrainingCommand.Cancel("c1", "r1"));
        assertThat(acknowledgedBefore).containsExactly(0);
        assertThat(records.acknowledged()).isEqualTo(1);
        assertThat(wire.letters()).isEmpty();
    }

    @Test
    void shouldHoldARecordWhileADependencyIsAwayAndTakeItOnceItIsBack() {
        // Given
        List<String> attempts = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> back = new CompletableFuture<>();

        // When
        CompletionStage<Void> taking = inbox.take(records.plain(Records.cancel("c1", "r1")), envelope -> {
            attempts.add(envelope.id());
            if (!back.isDone()) {
                throw new UncheckedIOException(new IOException("PostgreSQL is away"));
            }
        }, this::refusal);
        await().atMost(PATIENCE).until(() -> attempts.size() >= 3 && !inbox.held().isEmpty());

        // Then
        assertThat(inbox.held()).containsEntry("limner.training-commands/2@0", "PostgreSQL is away");
        assertThat(records.acknowledged()).isZero();
        back.complete(null);
        taken(taking);
        assertThat(records.acknowledged()).isEqualTo(1);
        assertThat(inbox.held()).isEmpty();
        assertThat(wire.letters()).isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void shouldSetAsideWhatIsRefusedWithItsOwnKeyBytesAndHeadersAndTellTheSender() {
        // Given
        String body = Records.cancel("c1", "r1");

        // When
        taken(inbox.take(records.plain(body), envelope -> {
            throw new ProblemException(ProblemType.ILLEGAL_STATE, "r1 has ended");
        }, this::refusal));

        // Then
        assertThat(wire.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo(Topics.DEAD_LETTERS);
            assertThat(new String(letter.key(), UTF_8)).isEqualTo("key");
            assertThat(new String(letter.value(), UTF_8)).isEqualTo(body);
            assertThat(letter.header("trace")).isEqualTo("t1");
            assertThat(letter.header(DeadLetters.REASON)).isEqualTo(
                    "The job's state does not allow this: r1 has ended");
            assertThat(letter.header(DeadLetters.PROBLEM)).isEqualTo(ProblemType.ILLEGAL_STATE.uri());
            assertThat(letter.header(DeadLetters.TOPIC)).isEqualTo(Topics.TRAINING_COMMANDS);
            assertThat(letter.header(DeadLetters.PARTITION)).isEqualTo("2");
            assertThat(letter.header(DeadLetters.OFFSET)).isEqualTo("0");
        });
        assertThat(refused).containsExactly("c1 training.cancel r1 has ended");
        assertThat(records.acknowledged()).isEqualTo(1);
    }

    @Test
    void shouldSetAsideWhatCannotBeReadAndGoOnWithWhatComesBehind() {
        // Given
        List<String> handled = new CopyOnWriteArrayList<>();

        // When
        for (Message<byte[]> message : List.of(records.plain("{not json"), records.plain("[1]"), records.plain(""),
                records.plain(Records.cancel("c2", "r1")))) {
            taken(inbox.take(message, envelope -> handled.add(envelope.id()), this::refusal));
        }

        // Then
        assertThat(wire.letters()).hasSize(3);
        assertThat(handled).containsExactly("c2");
        assertThat(refused).isEmpty();
        assertThat(records.acknowledged()).isEqualTo(4);
    }

    @Test
    void shouldTellTheSenderOfAnUnknownTypeByTheIdThatCouldBeRead() {
        // Given
        Message<byte[]> message = records.plain("{\"id\":\"x1\",\"type\":\"training.explode\",\"model\":\"m\"}");

        // When
        taken(inbox.take(message, envelope -> {}, this::refusal));

        // Then
        assertThat(refused).containsExactly("x1 null 'training.explode' is no message of version 1");
    }

    @Test
    void shouldTellNobodyWhereTheIdIsNoId() {
        // Given
        Message<byte[]> message = records.plain("{\"id\":\"../../etc\",\"type\":\"training.cancel\",\"target\":\"r\"}");

        // When
        taken(inbox.take(message, envelope -> {}, this::refusal));

        // Then
        assertThat(refused).isEmpty();
        assertThat(wire.letters()).hasSize(1);
    }

    @Test
    void shouldPassOverEventsThatAreNotKnownYet() {
        // Given
        Message<byte[]> message = records.plain("{\"id\":\"e1\",\"type\":\"training.applauded\"}");

        // When
        taken(inbox.take(message, envelope -> {}));

        // Then
        assertThat(wire.letters()).isEmpty();
        assertThat(records.acknowledged()).isEqualTo(1);
    }

    @Test
    void shouldHoldPoisonWhileTheDeadLettersCannotBeWritten() {
        // Given
        CompletableFuture<Void> back = new CompletableFuture<>();
        wire.refuse(value -> back.isDone() ? null : new IOException("Kafka is away"));

        // When
        CompletionStage<Void> taking = inbox.take(records.plain("{not json"), envelope -> {}, this::refusal);
        await().atMost(PATIENCE).until(() -> !inbox.held().isEmpty());

        // Then
        assertThat(records.acknowledged()).isZero();
        back.complete(null);
        taken(taking);
        assertThat(wire.letters()).hasSize(1);
        assertThat(records.acknowledged()).isEqualTo(1);
    }

    @Test
    void shouldSetAsideWhatFailsAtEveryAttemptForNoReasonThatPasses() {
        // Given
        List<String> attempts = new CopyOnWriteArrayList<>();

        // When
        taken(inbox.take(records.plain(Records.cancel("c1", "r1")), envelope -> {
            attempts.add(envelope.id());
            throw new IllegalStateException("a bug");
        }, this::refusal));

        // Then
        assertThat(attempts).hasSize(8);
        assertThat(wire.letters()).singleElement().satisfies(
                letter -> assertThat(letter.header(DeadLetters.PROBLEM)).isEqualTo(ProblemType.INTERNAL.uri()));
        assertThat(refused).containsExactly("c1 training.cancel 8 attempts failed; the last one: a bug");
        assertThat(inbox.held()).isEmpty();
    }

    @Test
    void shouldSetAsideOnceAlthoughTheRefusalIsAnnouncedLate() {
        // Given
        announcing.set(new IllegalStateException("PostgreSQL is away"));
        CompletionStage<Void> taking = inbox.take(records.plain(Records.cancel("c1", "r1")), envelope -> {
            throw new ProblemException(ProblemType.UNKNOWN_JOB, "no r1");
        }, this::refusal);
        await().atMost(PATIENCE).until(() -> !inbox.held().isEmpty());

        // When
        announcing.set(null);
        taken(taking);

        // Then
        assertThat(wire.letters()).hasSize(1);
        assertThat(refused).containsExactly("c1 training.cancel no r1");
    }

    @Test
    void shouldSetAsideEvenWhereTheRefusalCannotBeMade() {
        // Given
        Refusal broken = command -> {
            throw new IllegalStateException("a bug in the refusal");
        };

        // When
        taken(inbox.take(records.plain("{\"id\":\"x\",\"type\":\"training.cancel\"}"), envelope -> envelope.message(),
                broken));

        // Then
        assertThat(wire.letters()).hasSize(1);
        assertThat(records.acknowledged()).isEqualTo(1);
    }

    @Test
    void shouldSurviveALongAbsence() {
        // Given
        AtomicInteger attempts = new AtomicInteger();
        Inbox tireless = new Inbox(new DeadLetters(wire, "test-service"), (id, event) -> {}, ready, Runnable::run,
                Duration.ZERO);

        // When
        taken(tireless.take(records.plain(Records.cancel("c1", "r1")), envelope -> {
            if (attempts.incrementAndGet() < 20_000) {
                throw new UncheckedIOException(new IOException("PostgreSQL is away"));
            }
        }, this::refusal));

        // Then
        assertThat(records.acknowledged()).isEqualTo(1);
        tireless.close();
    }

    @Test
    void shouldAcknowledgeAnAsynchronousEffectOnceItIsDurable() {
        // Given
        CompletableFuture<Void> durable = new CompletableFuture<>();
        List<String> begun = new CopyOnWriteArrayList<>();
        CompletionStage<Void> taking = inbox.takeAsync(records.plain(Records.cancel("c1", "r1")), envelope -> {
            begun.add(envelope.id());
            return durable;
        }, this::refusal);
        await().atMost(PATIENCE).until(() -> begun.size() == 1);

        // When
        int before = records.acknowledged();
        durable.complete(null);
        taken(taking);

        // Then
        assertThat(before).isZero();
        assertThat(records.acknowledged()).isEqualTo(1);
    }

    @Test
    void shouldSetAsideWhatAnAsynchronousHandlerRefuses() {
        // Given
        Message<byte[]> message = records.plain(Records.cancel("c1", "r1"));

        // When
        taken(inbox.takeAsync(message, envelope -> CompletableFuture.supplyAsync(() -> {
            throw new ProblemException(ProblemType.UNKNOWN_JOB, "no r1");
        }), this::refusal));

        // Then
        assertThat(wire.letters()).hasSize(1);
        assertThat(refused).containsExactly("c1 training.cancel no r1");
    }

    @Test
    void shouldTakeNothingBeforeTheDependenciesHaveBeenThere() {
        // Given
        CompletableFuture<Void> later = new CompletableFuture<>();
        Inbox waiting = inbox(later);
        List<String> handled = new CopyOnWriteArrayList<>();
        CompletionStage<Void> taking = waiting.take(records.plain(Records.cancel("c1", "r1")),
                envelope -> handled.add(envelope.id()), this::refusal);

        // When
        List<String> before = List.copyOf(handled);
        later.complete(null);
        taken(taking);

        // Then
        assertThat(before).isEmpty();
        assertThat(handled).containsExactly("c1");
    }

    @Test
    void shouldNeverFailTheChannelEvenWhereTheAcknowledgementFails() {
        // Given
        Message<byte[]> message = Message.of(Records.cancel("c1", "r1").getBytes(UTF_8),
                () -> CompletableFuture.failedFuture(new IllegalStateException("the partition is another's")));

        // When
        CompletionStage<Void> taking = inbox.take(message, envelope -> {}, this::refusal);

        // Then
        taken(taking);
        assertThat(taking.toCompletableFuture()).isCompleted();
    }

    private Announcement refusal(RefusedCommand command) {
        return new Announcement(Topics.TRAINING_EVENTS, command.id(), new TrainingEvent.Refused(command.id(),
                command.type(), command.problem()));
    }

    private Inbox inbox(CompletionStage<Void> when) {
        return new Inbox(new DeadLetters(wire, "test-service"), (id, announcement) -> {
            if (announcing.get() != null) {
                throw announcing.get();
            }
            TrainingEvent.Refused event = (TrainingEvent.Refused) announcement.event();
            refused.add(id + " " + event.model() + " " + event.problem().detail());
        }, when, executor, Duration.ofMillis(5));
    }

    private static void taken(CompletionStage<Void> taking) {
        await().atMost(PATIENCE).until(() -> taking.toCompletableFuture().isDone());
    }
}
