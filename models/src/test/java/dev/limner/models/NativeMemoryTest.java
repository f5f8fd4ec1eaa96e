package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.names.Budget;
import dev.limner.models.engine.Torch;

/** Model &gt; trainer &gt; batch: a step leaves nothing behind in the managers that outlive it (djl#2210, djl#1317). */
class NativeMemoryTest {

    @Test
    void shouldHoldAsManyArraysAfterFiftyStepsAsAfterOne() {
        // Given
        DrawnPictures pictures = new DrawnPictures(64, 3);
        Configuration configuration = SmallVae.configuration(pictures);
        Family family = Families.named("vae");
        List<Integer> held = new ArrayList<>();
        try (Torch.Recording off = Torch.withoutRecording(); NDManager model = Torch.manager(Device.cpu())) {
            Learner learner = family.learner(configuration, model, pictures);
            Examination examination = new Examination(family, configuration, learner, pictures, "cpu");
            TrainingObserver counting = new Counting(model, held);

            // When
            new Loop(configuration, Budget.images(50 * SmallVae.BATCH), learner, model, pictures, examination, counting,
                    System::nanoTime).run();
        }

        // Then
        assertThat(held).hasSize(50).containsOnly(held.get(0));
    }

    private record Counting(NDManager model, List<Integer> held) implements TrainingObserver {
        @Override
        public void started(long parameters, String device) {}

        @Override
        public void progressed(Progress progress) {
            held.add(model.getManagedArrays().size());
        }

        @Override
        public Wish wish(Progress progress) {
            return progress.step() % 10 == 0 ? Wish.CHECKPOINT : Wish.GO_ON;
        }

        @Override
        public void snapshot(Snapshot snapshot, java.util.Map<String, Double> metrics, Previews previews) {}
    }
}
