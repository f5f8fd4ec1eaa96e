package dev.limner.models;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.models.engine.Torch;
import dev.limner.models.evaluation.FeatureCache;

/**
 * Trains any family. The rule it keeps: <b>same configuration, pictures and seed: same weights</b>, bit for bit on a CPU
 * at one thread count, also when a run was paused, killed and resumed any number of times (design, rule 10). Nothing that
 * happens in a step depends on the clock or the budget: these decide only which step is the last.
 */
public final class Training {
    /** The engine allows one gradient collector in a process. */
    private static final ReentrantLock ONE_RUN = new ReentrantLock();

    private Training() {}

    /**
     * Trains until the budget is spent or the observer wants something else. One run at a time in a process.
     *
     * @param budget   images, steps or time in all, what {@code from} has already spent counted in
     * @param heldOut  pictures that are never trained on, for the losses beside each snapshot; may be empty
     * @param from     where to go on; empty to begin
     * @param device   {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws ProblemException      {@code DIVERGED}, naming step and losses, when a loss is not finite;
     *                               {@code NO_PICTURES} without training pictures; {@code OUT_OF_MEMORY}, saying what
     *                               would need less; {@code INVALID_FIELD} for a device that is not here
     * @throws IllegalStateException if another run is under way in this process
     */
    public static Outcome run(Configuration configuration, Budget budget, TrainingPictures train,
            TrainingPictures heldOut, Optional<Snapshot> from, String device, TrainingObserver observer) {
        return run(configuration, budget, train, heldOut, from, device, observer, FeatureCache.NONE,
                System::nanoTime);
    }

    /**
     * The same with a memory and by a clock.
     *
     * @param features where what pictures are evaluated with is kept from run to run
     * @param nanoTime nanoseconds from any moment on, never going back
     */
    public static Outcome run(Configuration configuration, Budget budget, TrainingPictures train,
            TrainingPictures heldOut, Optional<Snapshot> from, String device, TrainingObserver observer,
            FeatureCache features, LongSupplier nanoTime) {
        check(configuration, train, heldOut, from);
        Device chosen = Torch.device(device);
        Family family = Families.named(configuration.family());
        if (ONE_RUN.isHeldByCurrentThread() || !ONE_RUN.tryLock()) {
            throw new IllegalStateException("another training run is under way in this process");
        }
        try (Torch.Recording off = Torch.withoutRecording();
                NDManager model = Torch.manager(chosen);
                Evaluations evaluations = new Evaluations(family, configuration, train, heldOut, features,
                        Torch.name(chosen))) {
            Learner learner = family.learner(configuration, model, train);
            Examination examination = new Examination(family, configuration, learner, heldOut, Torch.name(chosen));
            Loop loop = new Loop(configuration, budget, learner, model, train, examination, evaluations,
                    observer, nanoTime);
            from.ifPresent(loop::restore);
            observer.started(learner.networks().stream().mapToLong(each -> each.parameters().count()).sum(),
                    Torch.name(chosen));
            return loop.run();
        } catch (EngineException | OutOfMemoryError e) {
            Optional<ProblemException> shortage = Shortage.of(e, configuration, Torch.name(chosen));
            if (shortage.isPresent()) {
                throw shortage.get();
            }
            throw e;
        } finally {
            ONE_RUN.unlock();
        }
    }

    private static void check(Configuration configuration, TrainingPictures train, TrainingPictures heldOut,
            Optional<Snapshot> from) {
        if (train.count() == 0) {
            throw new ProblemException(ProblemType.NO_PICTURES, "the training split is empty");
        }
        if (!train.shape().equals(configuration.shape()) || !heldOut.shape().equals(configuration.shape())) {
            throw new IllegalArgumentException("the model's pictures are %s, those to train on %s, held out %s"
                    .formatted(configuration.shape(), train.shape(), heldOut.shape()));
        }
        if (from.isPresent() && !from.get().configuration().equals(configuration)) {
            throw new IllegalArgumentException("the snapshot is of another configuration: %s, not %s"
                    .formatted(from.get().configuration(), configuration));
        }
    }
}
