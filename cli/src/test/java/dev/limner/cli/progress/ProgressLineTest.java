package dev.limner.cli.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.Json;

class ProgressLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void shouldRewriteOneLineOnATerminal() {
        // When
        try (ProgressLine line = line(100)) {
            line.show("training", 0.5, "64 000 images");
            line.show("training", 0.5, "64 000 images");
            line.show("training", 1, "128 000 images");
        }

        // Then
        assertThat(text()).isEqualTo("\r\u001B[2Ktraining     ████████████············  50%  64 000 images"
                + "\r\u001B[2Ktraining     ████████████████████████ 100%  128 000 images\n");
    }

    @Test
    void shouldStayBelowTheTerminalsWidth() {
        // When
        line(40).show("training", 0.25, "a text that is much longer than what is left of the line");

        // Then
        assertThat(text().substring("\r\u001B[2K".length())).hasSize(39);
    }

    @Test
    void shouldWritePlainLinesNowAndThenElsewhere() {
        // When
        try (ProgressLine line = line(0)) {
            line.show("importing", 0, "first");
            line.show("importing", 0.1, "too soon");
            nanos.addAndGet(Duration.ofSeconds(11).toNanos());
            line.show("importing", 0.5, "later");
            line.show("importing", Double.NaN, "last");
        }

        // Then
        assertThat(text()).isEqualTo("importing   0%  first\nimporting  50%  later\nimporting       last\n");
    }

    @Test
    void shouldSayWhatATrainingRunDoes() {
        // When
        JobProgress progress = JobProgress.of(job("running"));

        // Then
        assertThat(progress.name()).isEqualTo("training");
        assertThat(progress.share()).isEqualTo(0.5);
        assertThat(progress.text()).isEqualTo("64 000 images  1 201/s  kl 0.02000  loss 0.2500  ETA 0:53");
        assertThat(JobProgress.of(job("succeeded")).text())
                .isEqualTo("done: 64 000 images  1 201/s  kl 0.02000  loss 0.2500");
    }

    @Test
    void shouldWriteNumbersForPeople() {
        assertThat(ProgressText.count(1_234_567)).isEqualTo("1 234 567");
        assertThat(ProgressText.bytes(999)).isEqualTo("999 B");
        assertThat(ProgressText.bytes(1_250_000)).isEqualTo("1.3 MB");
        assertThat(ProgressText.bytes(31e6)).isEqualTo("31 MB");
        assertThat(ProgressText.clock(Duration.ofSeconds(3_723))).isEqualTo("1:02:03");
        assertThat(ProgressText.bar(0.3125, 4)).isEqualTo("█▎··");
    }

    private static JobView job(String state) {
        return Json.read("""
                {"id": "run-1", "kind": "training-run", "subject": "clothes-vae", "state": "%s",
                 "progress": {"images": 64000, "budgetImages": 128000, "losses": {"kl": 0.02, "loss": 0.25},
                              "imagesPerSecond": 1200.6, "etaSeconds": 53.3}}"""
                .formatted(state).getBytes(UTF_8), JobView.class);
    }

    private ProgressLine line(int columns) {
        return new ProgressLine(new PrintStream(written, true, UTF_8), columns, nanos::get);
    }

    private String text() {
        return written.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
