package dev.limner.contracts.messages;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.Problem;

/** Events on {@code limner.training-events}; key: the run's id. */
public sealed interface TrainingEvent extends Event {
    String job();

    String model();

    @Override
    default String subject() {
        return job();
    }

    /**
     * {@code training.accepted}: the run is recorded, with everything that was left open in the command filled in.
     *
     * @param dataset always with its version
     */
    record Accepted(String job, String model, String family, String preset, DatasetReference dataset, Budget budget,
            long seed, Map<String, String> settings) implements TrainingEvent {}

    /**
     * {@code training.started}: a trainer has claimed the run; again after each crash or resume.
     *
     * @param images images seen by the checkpoint it goes on from; 0 at the beginning
     * @param device {@code cpu} or {@code cuda:N}
     */
    record Started(String job, String model, long images, String device, long parameters) implements TrainingEvent {}

    /**
     * {@code training.progressed}: at most once a second, best effort.
     *
     * @param images          images seen so far
     * @param budgetImages    images to be seen in all, by estimate where the budget is a time
     * @param losses          mean of each loss since the last report, by its name
     * @param imagesPerSecond since the last report
     * @param etaSeconds      seconds to the end of the budget
     * @param gradientNorm    L2 norm over all gradients of the last step
     */
    record Progressed(String job, String model, long images, long budgetImages, Map<String, Double> losses,
            double imagesPerSecond, double etaSeconds, double gradientNorm) implements TrainingEvent {}

    /**
     * {@code training.grid-published}: a PNG at an object key.
     *
     * @param kind {@code samples} from fixed noise; {@code reconstructions}: held-out pictures beside the model's own;
     *             {@code nearest}: samples, each with the training pictures nearest to it;
     *             {@code traversals}, at the end: what each direction of the noise changes, a row each
     */
    record GridPublished(String job, String model, String kind, long images, String key) implements TrainingEvent {}

    /**
     * {@code training.checkpointed}: a checkpoint can be loaded and resumed from.
     *
     * @param checkpoint its id
     * @param digest     SHA-256 over its weights, in hex
     * @param manifest   object key of its {@code checkpoint.json}
     * @param metrics    by name
     * @param protocol   how the metrics were measured; those of different protocols are not compared
     */
    record Checkpointed(String job, String model, String checkpoint, long images, String digest, String manifest,
            Map<String, Double> metrics, String protocol) implements TrainingEvent {}

    /** {@code training.stopped}: paused at a checkpoint; to be resumed or cancelled. */
    record Stopped(String job, String model, long images) implements TrainingEvent {}

    /**
     * {@code training.succeeded}: the budget is spent.
     *
     * @param checkpoint the last one's id
     * @param digest     SHA-256 over its weights, in hex
     */
    record Succeeded(String job, String model, long images, String checkpoint, String digest,
            Map<String, Double> metrics)
            implements
                TrainingEvent,
                Terminal {}

    /** {@code training.failed}: with the reason; the checkpoints before it stay. */
    record Failed(String job, String model, Problem problem) implements TrainingEvent, Terminal {}

    /** {@code training.cancelled}: the checkpoints before it stay. */
    record Cancelled(String job, String model) implements TrainingEvent, Terminal {}

    /** {@code training.refused}: the command was set aside; a run that has the same id goes on undisturbed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(String job, String model, Problem problem) implements TrainingEvent {}
}
