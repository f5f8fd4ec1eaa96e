package dev.limner.models;

import java.util.List;
import java.util.Map;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.names.Budget;
import dev.limner.models.engine.Torch;
import dev.limner.models.evaluation.FeatureCache;

/** Counts the arrays that a run's model manager holds. */
final class HeldArrays {
    private HeldArrays() {}

    /**
     * Trains for {@code images} images, with a checkpoint at every tenth step.
     *
     * @param held receives their number after each step
     */
    static void whileTraining(Configuration configuration, TrainingPictures pictures, long images, List<Integer> held) {
        Family family = Families.named(configuration.family());
        try (Torch.Recording off = Torch.withoutRecording(); NDManager model = Torch.manager(Device.cpu())) {
            Learner learner = family.learner(configuration, model, pictures);
            Examination examination = new Examination(family, configuration, learner, pictures, "cpu");
            try (Evaluations none = new Evaluations(family, configuration, pictures, pictures, FeatureCache.NONE,
                    "cpu")) {
                new Loop(configuration, Budget.images(images), learner, model, pictures, examination, none,
                        new Counting(model, held), System::nanoTime).run();
            }
        }
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
        public void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {}
    }
}
