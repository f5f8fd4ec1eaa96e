package dev.limner.trainer.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.limner.trainer.runs.Best.Measured;

class BestTest {

    @Test
    void shouldGoByTheLossOnHeldOutPictures() {
        assertThat(Best.of(List.of(measured("c", Map.of("heldOut.loss", 3.0, "heldOut.divergence", 0.1)),
                measured("b", Map.of("heldOut.loss", 1.0, "heldOut.divergence", 9.0)),
                measured("a", Map.of("heldOut.loss", 2.0, "heldOut.divergence", 5.0)))))
                .map(Measured::checkpoint).contains("b");
    }

    @Test
    void shouldGoByTheFrechetDistanceWhereThereIsOne() {
        assertThat(Best.of(List.of(measured("c", Map.of("heldOut.loss", 1.0)),
                measured("b", Map.of("heldOut.loss", 2.0, "evaluation.fid", 30.0)),
                measured("a", Map.of("heldOut.loss", 3.0, "evaluation.fid", 20.0)))))
                .map(Measured::checkpoint).contains("a");
    }

    @Test
    void shouldTakeTheNewerOfEquals() {
        assertThat(Best.of(List.of(measured("b", Map.of("heldOut.velocity", 1.0)),
                measured("a", Map.of("heldOut.velocity", 1.0))))).map(Measured::checkpoint).contains("b");
    }

    @Test
    void shouldNotCompareWhatWasMeasuredOtherwise() {
        assertThat(Best.of(List.of(new Measured("b", Map.of("fid", 30.0), "evaluation-2"),
                new Measured("a", Map.of("fid", 20.0), "evaluation-1")))).map(Measured::checkpoint).contains("b");
    }

    @Test
    void shouldNameNoneWhereNothingSaysWhichIsBetter() {
        assertThat(Best.of(List.of())).isEmpty();
        assertThat(Best.of(List.of(measured("a", Map.of())))).isEmpty();
        assertThat(Best.of(List.of(measured("a", Map.of("heldOut.x", 1.0, "heldOut.y", 2.0))))).isEmpty();
    }

    private static Measured measured(String checkpoint, Map<String, Double> metrics) {
        return new Measured(checkpoint, metrics, "losses-1");
    }
}
