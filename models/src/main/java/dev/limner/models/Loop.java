package dev.limner.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Outcome.Ending;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;
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
    private final SortedMap<String, Average> averages = new TreeMap<>();
    private final Examination examination;
    private final Evaluations evaluations;
    private final TrainingObserver observer;
    private final Watch watch;
    private long images;

    Loop(Configuration configuration, Budget budget, Learner learner, NDManager model, TrainingPictures train,
            Examination examination, Evaluations evaluations, TrainingObserver observer, LongSupplier nanoTime) {
        this.configuration = configuration;
        this.learner = learner;
        this.model = model;
        this.loader = new Loader(train, configuration.classes().size(), configuration.seed(),
                learner.training().augmentation());
        for (Network network : learner.networks()) {
            if (network.part() == Network.Part.PAINTS_AVERAGED) {
                averages.put(network.name(),
                        new Average(model, network.parameters(), learner.training().averaging()));
            }
        }
        this.examination = examination;
        this.evaluations = evaluations;
        this.observer = observer;
        this.watch = new Watch(budget.ofBatches(learner.training().batch()), nanoTime);
    }

    Outcome run() {
        int size = learner.training().batch();
        int parts = learner.training().accumulation();
        watch.start(images);
        while (!watch.spent(images)) {
            long step = images / size + 1;
            SortedMap<String, Double> losses = new TreeMap<>();
            double squaredNorm = 0;
            try (NDManager memory = model.newSubManager()) {
                // Load
                List<Batch> batches = new ArrayList<>();
                for (int part = 0; part < parts; part++) {
                    batches.add(loader.batch(memory, images + (long) part * (size / parts), size / parts));
                }
                for (Objective objective : learner.objectives(images)) {
                    for (Batch batch : batches) {
                        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
                            // Forward
                            Losses forward = objective.forward().apply(batch);
                            report(forward, losses, step, parts);
                            // Backward
                            NDArray total = forward.total();
                            collector.backward(parts == 1 ? total : Numbers.scaled(total, 1f / parts));
                        }
                    }
                    // Update
                    double norm = objective.optimiser().step(objective.rate().at(images + size));
                    squaredNorm += norm * norm;
                }
            }
            images += size;
            // Average
            averages.values().forEach(average -> average.update(step));
            // Report
            Progress progress = watch.progress(step, images, losses, Math.sqrt(squaredNorm));
            observer.progressed(progress);
            // Checkpoint
            boolean due = evaluations.due(images - size, images) && !watch.spent(images);
            switch (observer.wish(progress)) {
                case GO_ON -> {
                    if (due) {
                        checkpoint(Measured.IN_PASSING);
                    }
                }
                case CHECKPOINT -> checkpoint(due ? Measured.IN_PASSING : Measured.NOT);
                case PAUSE -> {
                    checkpoint(Measured.NOT);
                    return new Outcome(Ending.PAUSED, images, watch.trained());
                }
                case ABANDON -> {
                    return new Outcome(Ending.ABANDONED, images, watch.trained());
                }
            }
        }
        checkpoint(Measured.AT_THE_END);
        return new Outcome(Ending.COMPLETED, images, watch.trained());
    }

    /** Goes on where the snapshot was made. */
    void restore(Snapshot snapshot) {
        for (Network network : learner.networks()) {
            network.parameters().set(Snapshot.part(snapshot.weights(), network.name()));
        }
        averages.forEach((name, average) -> average.parameters().set(Snapshot.part(snapshot.averages(), name)));
        for (Objective objective : learner.objectives()) {
            objective.optimiser().restore(Snapshot.part(snapshot.trainingState(), objective.name()));
        }
        images = snapshot.images();
        watch.restore(snapshot.trained());
    }

    /** All that a snapshot contains. */
    private Snapshot snapshot() {
        SortedMap<String, Tensor> weights = new TreeMap<>();
        SortedMap<String, Tensor> averaged = new TreeMap<>();
        for (Network network : learner.networks()) {
            SortedMap<String, Tensor> tensors = network.parameters().tensors();
            Snapshot.put(weights, network.name(), tensors);
            if (network.part() == Network.Part.PAINTS) {
                Snapshot.put(averaged, network.name(), tensors);
            }
        }
        averages.forEach((name, average) -> Snapshot.put(averaged, name, average.parameters().tensors()));
        SortedMap<String, Tensor> state = new TreeMap<>();
        for (Objective objective : learner.objectives()) {
            Snapshot.put(state, objective.name(), objective.optimiser().state());
        }
        return new Snapshot(configuration, images, watch.trained(), weights, averaged, state);
    }

    /** Whether a snapshot is evaluated. */
    private enum Measured {
        NOT,
        IN_PASSING,
        AT_THE_END
    }

    private void checkpoint(Measured measured) {
        try (NDManager memory = model.newSubManager()) {
            Map<String, Weights> averaged = new HashMap<>();
            averages.forEach((name, average) -> averaged.put(name, average.parameters().frozen(memory)));
            learner.settle(averaged, memory);
            Snapshot snapshot = snapshot();
            Examination.Result result = examination.of(snapshot, averaged, memory, measured == Measured.AT_THE_END);
            learner.judge(result.previews(), images);
            SortedMap<String, Double> metrics = new TreeMap<>(result.metrics());
            if (measured != Measured.NOT) {
                watch.uncounted(() -> evaluations.of(snapshot, measured == Measured.AT_THE_END)).ifPresent(found -> {
                    found.numbers().forEach((name, number) -> metrics.put("evaluation." + name, number));
                    observer.evaluated(images, found);
                });
            }
            observer.snapshot(snapshot, metrics, result.previews());
        }
    }

    /** Notes the losses; the weights are still those of before the step if one of them is not a number. */
    private static void report(Losses forward, SortedMap<String, Double> losses, long step, int parts) {
        losses.merge("loss", (double) forward.total().getFloat() / parts, Double::sum);
        forward.parts().forEach((name, loss) -> losses.merge(name, (double) loss.getFloat() / parts, Double::sum));
        if (!losses.values().stream().allMatch(Double::isFinite)) {
            throw new ProblemException(ProblemType.DIVERGED,
                    "at step %d the losses were %s; a lower learningRate may help".formatted(step, losses));
        }
    }
}
