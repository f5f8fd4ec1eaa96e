package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

/** The engine has one gradient collector: a second run in the same process is refused, and the first goes on. */
class OneRunTest {

    @Test
    void shouldRefuseASecondRunAndGoOnWithTheFirst() {
        // Given
        DrawnPictures pictures = new DrawnPictures(32, 3);
        Meddler meddler = new Meddler(pictures, new ArrayList<>());

        // When
        Outcome outcome = SmallVae.train(2, pictures, Optional.empty(), meddler);

        // Then
        assertThat(outcome.ending()).isEqualTo(Outcome.Ending.COMPLETED);
        assertThat(meddler.refusals).hasSize(2).allSatisfy(refusal -> assertThat(refusal)
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("another training run"));
    }

    /** Tries to train something else after every step, in another thread. */
    private record Meddler(DrawnPictures pictures, List<Throwable> refusals) implements TrainingObserver {
        @Override
        public void started(long parameters, String device) {}

        @Override
        public void progressed(Progress progress) {
            CompletableFuture<Outcome> second = CompletableFuture
                    .supplyAsync(() -> SmallVae.train(1, pictures, Optional.empty(), new RecordingObserver()));
            try {
                second.join();
            } catch (CompletionException e) {
                refusals.add(e.getCause());
            }
        }

        @Override
        public Wish wish(Progress progress) {
            return Wish.GO_ON;
        }

        @Override
        public void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {}
    }
}
