package dev.limner.trainer.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.models.Progress;

class ProgressMeterTest {
    private final Hand clock = new Hand();
    private final ProgressMeter meter = new ProgressMeter(new RunPlan("r-1", "shapes-vae", "vae", "p", Map.of(),
            DatasetReference.parse("shapes@1"), "d", 28, 28, Colour.GREY, List.of(), Budget.images(1000), 1, null,
            null), 100,
            clock);

    @Test
    void shouldReportOnceASecondWithTheMeansSinceTheLastReport() {
        // Given
        clock.move(Duration.ofMillis(500));
        Optional<TrainingEvent.Progressed> early = meter.after(step(200, 4));
        clock.move(Duration.ofMillis(1500));

        // When
        Optional<TrainingEvent.Progressed> due = meter.after(step(300, 2));

        // Then
        assertThat(early).isEmpty();
        assertThat(due).contains(new TrainingEvent.Progressed("r-1", "shapes-vae", 300, 1000, Map.of("loss", 3.0), 100,
                7, 0.5));
    }

    @Test
    void shouldBeginAnewAfterAReport() {
        // Given
        clock.move(Duration.ofSeconds(1));
        assertThat(meter.after(step(200, 4))).isPresent();
        clock.move(Duration.ofSeconds(2));

        // When
        TrainingEvent.Progressed second = meter.after(step(600, 1)).orElseThrow();

        // Then
        assertThat(second.losses()).containsExactly(Map.entry("loss", 1.0));
        assertThat(second.imagesPerSecond()).isEqualTo(200);
    }

    @Test
    void shouldTellNoNormThatJsonCannotSay() {
        // Given
        clock.move(Duration.ofSeconds(1));

        // When
        TrainingEvent.Progressed report = meter.after(step(200, 4, Double.POSITIVE_INFINITY)).orElseThrow();

        // Then
        assertThat(report.gradientNorm()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void shouldReportTheRestBeforeItIsDue() {
        // Given
        clock.move(Duration.ofMillis(500));
        meter.after(step(200, 4));

        // When
        Optional<TrainingEvent.Progressed> rest = meter.rest();

        // Then
        assertThat(rest.orElseThrow().imagesPerSecond()).isEqualTo(200);
        assertThat(meter.rest()).isEmpty();
    }

    @Test
    void shouldNotCountTimeThatWasNotSpentTraining() {
        // Given
        clock.move(Duration.ofSeconds(60));
        meter.skip();
        clock.move(Duration.ofSeconds(1));

        // When
        TrainingEvent.Progressed report = meter.after(step(200, 4)).orElseThrow();

        // Then
        assertThat(report.imagesPerSecond()).isEqualTo(100);
    }

    private static Progress step(long images, double loss) {
        return step(images, loss, 0.5);
    }

    private static Progress step(long images, double loss, double norm) {
        return new Progress(1, images, 1000, Duration.ZERO, Duration.ofSeconds(7), new TreeMap<>(Map.of("loss", loss)),
                norm);
    }

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.EPOCH;

        private void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
