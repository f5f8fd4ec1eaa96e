package dev.limner.models;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Outcome.Ending;
import dev.limner.models.engine.Torch;
import dev.limner.models.optimisers.Average;

/**
 * The training loop of every family. Native memory: {@code model} owns weights, moments and averages; each step's own
 * manager owns everything that the step computes.
 */
final class Loop {
    private final Configuration configuration;
    private final Learner learner;
    private final NDManager model;
    private final Loader loader;
    private final Average average;
    private final Examination examination;
    private final TrainingObserver observer;
    private final Watch watch;
    private long images;

    Loop(Configuration configuration, Budget budget, Learner learner, NDManager model, TrainingPictures train,
            Examination examination, TrainingObserver observer, LongSupplier nanoTime) {
        this.configuration = configuration;
        this.learner = learner;
        this.model = model;
        this.loader = new Loader(train, configuration.classes().size(), configuration.seed());
        this.average = new Average(model, learner.weights(), learner.averaging());
        this.examination = examination;
        this.observer = observer;
        this.watch = new Watch(budget, nanoTime);
    }

    Outcome run() {
        int size = learner.batch();
        watch.start(images);
        while (!watch.spent(images)) {
            long step = images / size + 1;
            SortedMap<String, Double> losses = new TreeMap<>();
            double squaredNorm = 0;
            try (NDManager memory = model.newSubManager()) {
                // Load
                Batch batch = loader.batch(memory, images, size);
                for (Objective objective : learner.objectives()) {
                    try (GradientCollector collector = Torch.engine().newGradientCollector()) {
                        // Forward
                        Losses forward = objective.forward().apply(batch);
                        report(forward, losses, step);
                        // Backward
                        collector.backward(forward.total());
                    }
                    // Update
                    double norm = objective.optimiser().step(objective.rate().at(images + size));
                    squaredNorm += norm * norm;
                }
            }
            images += size;
            // Average
            average.update(step);
            // Report
            Progress progress = watch.progress(step, images, losses, Math.sqrt(squaredNorm));
            observer.progressed(progress);
            // Checkpoint
            switch (observer.wish(progress)) {
                case GO_ON -> {}
                case CHECKPOINT -> checkpoint();
                case PAUSE -> {
                    checkpoint();
                    return new Outcome(Ending.PAUSED, images, watch.trained());
                }
                case ABANDON -> {
                    return new Outcome(Ending.ABANDONED, images, watch.trained());
                }
            }
        }
        checkpoint();
        return new Outcome(Ending.COMPLETED, images, watch.trained());
    }

    /** Goes on where the snapshot was made. */
    void restore(Snapshot snapshot) {
        learner.weights().set(snapshot.weights());
        average.restore(snapshot.averages());
        for (Objective objective : learner.objectives()) {
            String prefix = objective.name() + ".";
            SortedMap<String, Tensor> state = new TreeMap<>();
            snapshot.trainingState().forEach((name, tensor) -> {
                if (name.startsWith(prefix)) {
                    state.put(name.substring(prefix.length()), tensor);
                }
            });
            objective.optimiser().restore(state);
        }
        images = snapshot.images();
        watch.restore(snapshot.trained());
    }

    /** All that a snapshot contains. */
    private Snapshot snapshot() {
        SortedMap<String, Tensor> state = new TreeMap<>();
        for (Objective objective : learner.objectives()) {
            objective.optimiser().state()
                    .forEach((name, tensor) -> state.put(objective.name() + "." + name, tensor));
        }
        return new Snapshot(configuration, images, watch.trained(), learner.weights().tensors(),
                average.weights().tensors(), state);
    }

    private void checkpoint() {
        Snapshot snapshot = snapshot();
        Examination.Result result = examination.of(snapshot, average.weights(), model);
        observer.snapshot(snapshot, result.metrics(), result.previews());
    }

    /** Notes the losses; the weights are still those of before the step if one of them is not a number. */
    private static void report(Losses forward, SortedMap<String, Double> losses, long step) {
        losses.merge("loss", (double) forward.total().getFloat(), Double::sum);
        forward.parts().forEach((name, loss) -> losses.put(name, (double) loss.getFloat()));
        if (!losses.values().stream().allMatch(Double::isFinite)) {
            throw new ProblemException(ProblemType.DIVERGED,
                    "at step %d the losses were %s; a lower learningRate may help".formatted(step, losses));
        }
    }
}
