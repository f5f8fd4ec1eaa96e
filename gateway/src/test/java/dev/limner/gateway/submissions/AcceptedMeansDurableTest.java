package dev.limner.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.Postgres;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.gateway.jobs.Kind;
import dev.limner.gateway.jobs.KnownJob;
import dev.limner.gateway.jobs.State;
import dev.limner.gateway.submissions.FlakyKafka.Mood;

/** Rule 1: what was accepted is in Kafka; what was not known is there in the end, once in effect, or never was. */
class AcceptedMeansDurableTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final Duration ANY_AGE = Duration.ZERO;

    private final FlakyKafka kafka = new FlakyKafka();
    private JobProjection jobs;
    private SubmissionTable table;
    private Intake intake;
    private SubmissionRelay relay;
    private boolean crashesBeforeMarking;

    @BeforeEach
    void setUp() {
        Jdbi jdbi = Postgres.empty();
        jobs = new JobProjection(jdbi);
        table = new SubmissionTable(jdbi);
        relay = new SubmissionRelay(table, kafka, PATIENCE);
        intake = new Intake(new CommandIds(NOON, new Random(1)), new Submissions(table, kafka, this::afterwards,
                PATIENCE), jobs, NOON);
    }

    @Test
    void shouldHaveRowAndRecordOnceAccepted() {
        // Given
        Call call = call("first");

        // When
        KnownJob job = post(call, 1);

        // Then
        assertThat(kafka.ids()).containsExactly(job.id());
        assertThat(jobs.find(job.id())).get().extracting(KnownJob::state).isEqualTo(State.SUBMITTED);
        assertThat(table.find(job.id())).get().extracting(SubmissionTable.Earlier::published).isEqualTo(true);
    }

    @Test
    void shouldSendTheCommandAsTheServicesReadIt() {
        // Given
        Call call = call("first");

        // When
        KnownJob job = post(call, 3);

        // Then
        assertThat(Json.read(kafka.taken().get(0).value(), GenerationCommand.Sample.class))
                .isEqualTo(sample(job.id(), 3));
        assertThat(kafka.taken().get(0).key()).isEqualTo(job.id());
    }

    @Test
    void shouldSayThatItIsNotKnownAndPublishLater() throws InterruptedException {
        // Given
        Call call = call("first");
        kafka.becomes(Mood.REFUSES);
        assertThatThrownBy(() -> post(call, 1)).asInstanceOf(type(ProblemException.class))
                .extracting(e -> e.problem().type()).isEqualTo(ProblemType.UNAVAILABLE.uri());
        kafka.becomes(Mood.TAKES);

        // When
        SubmissionRelay.Sweep sweep = relay.publishLeftovers(ANY_AGE);

        // Then
        assertThat(sweep.published()).isEqualTo(1);
        assertThat(kafka.ids()).containsExactly(intake.id(call));
    }

    @Test
    void shouldBeTheSameJobWhenRepeatedAfterAnUnknownEnd() {
        // Given
        Call call = call("first");
        kafka.becomes(Mood.TAKES_AND_DOES_NOT_ANSWER);
        assertThatThrownBy(() -> post(call, 1)).isInstanceOf(ProblemException.class);
        kafka.becomes(Mood.TAKES);

        // When
        KnownJob job = post(call, 1);

        // Then
        assertThat(kafka.ids()).containsExactly(job.id(), job.id());
        assertThat(kafka.taken().get(0)).usingRecursiveComparison().isEqualTo(kafka.taken().get(1));
    }

    @Test
    void shouldNotPublishAgainWhatKafkaIsKnownToHave() throws InterruptedException {
        // Given
        Call call = call("first");
        post(call, 1);

        // When
        post(call, 1);

        // Then
        assertThat(kafka.ids()).hasSize(1);
        assertThat(relay.publishLeftovers(ANY_AGE).published()).isZero();
    }

    @Test
    void shouldRefuseAnotherBodyUnderTheSameKey() {
        // Given
        Call call = call("first");
        post(call, 1);

        // When / Then
        assertThatThrownBy(() -> post(call, 2)).asInstanceOf(type(ProblemException.class))
                .extracting(e -> e.problem().type()).isEqualTo(ProblemType.ID_CONFLICT.uri());
        assertThat(kafka.ids()).hasSize(1);
    }

    @Test
    void shouldKeepKeysAndRoutesApart() {
        // Given
        post(call("first"), 1);

        // When
        KnownJob job = post(new Call("another-key", "/v1/generations", "first"), 2);

        // Then
        assertThat(kafka.ids()).hasSize(2).contains(job.id());
    }

    @Test
    void shouldPublishAgainUnderTheSameIdAfterACrashBeforeTheMark() throws InterruptedException {
        // Given
        crashesBeforeMarking = true;
        KnownJob job = post(call("first"), 1);

        // When
        relay.publishLeftovers(ANY_AGE);

        // Then
        assertThat(kafka.ids()).containsExactly(job.id(), job.id());
        assertThat(relay.publishLeftovers(ANY_AGE).published()).isZero();
    }

    @Test
    void shouldLeaveYoungSubmissionsToTheirRequests() throws InterruptedException {
        // Given
        kafka.becomes(Mood.REFUSES);
        assertThatThrownBy(() -> post(call("first"), 1)).isInstanceOf(ProblemException.class);
        kafka.becomes(Mood.TAKES);

        // When
        SubmissionRelay.Sweep sweep = relay.publishLeftovers(Duration.ofDays(36_500));

        // Then
        assertThat(sweep.published()).isZero();
    }

    @Test
    void shouldLoseNothingAndDoubleNothingOverFaults() throws InterruptedException {
        Set<String> asked = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            // Given
            Random random = new Random(seed);
            Set<String> accepted = new HashSet<>();

            // When
            for (int i = 0; i < 20; i++) {
                Call call = call("key-%d-%d".formatted(seed, random.nextInt(8)));
                asked.add(intake.id(call));
                kafka.becomes(Mood.values()[random.nextInt(3)]);
                crashesBeforeMarking = random.nextBoolean();
                postUnlessUnknown(call).ifPresent(accepted::add);
                if (random.nextInt(4) == 0) {
                    relay.publishLeftovers(ANY_AGE);
                }
            }
            kafka.becomes(Mood.TAKES);
            relay.publishLeftovers(ANY_AGE);

            // Then
            assertThat(kafka.ids()).as("seed %d", seed).containsAll(accepted);
            assertThat(new HashSet<>(kafka.ids())).as("seed %d", seed).isEqualTo(asked);
        }
    }

    private Optional<String> postUnlessUnknown(Call call) {
        try {
            return Optional.of(post(call, 1).id());
        } catch (ProblemException e) {
            assertThat(e.problem().type()).isEqualTo(ProblemType.UNAVAILABLE.uri());
            return Optional.empty();
        }
    }

    private void afterwards(Runnable work) {
        if (!crashesBeforeMarking) {
            work.run();
        }
    }

    private KnownJob post(Call call, int count) {
        GenerationCommand.Sample sample = sample(intake.id(call), count);
        return intake.begin(call, sample, Kind.GENERATION, sample.model().model(), sample.id(),
                Fingerprint.of(sample), () -> {});
    }

    private static Call call(String idempotencyKey) {
        return new Call("a-key", "/v1/generations", idempotencyKey);
    }

    private static GenerationCommand.Sample sample(String id, int count) {
        return new GenerationCommand.Sample(id, ModelReference.parse("flowers-vae"), count, null, null, null);
    }
}
