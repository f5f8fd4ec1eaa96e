package dev.limner.models;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Weights;
import dev.limner.models.settings.TrainingSettings;

/** A network that learns: what a family brings to the training loop. */
public interface Learner {

    /** How it is trained. */
    TrainingSettings training();

    /** Its networks, with the first numbers. */
    List<Network> networks();

    /** All that a step may do; named apart. */
    List<Objective> objectives();

    /**
     * What the step after {@code images} images does, in this order: all objectives, unless the family learns in stages.
     */
    default List<Objective> objectives(long images) {
        return objectives();
    }

    /**
     * Brings what follows from the weights, such as a density fitted to codes, up to date for a snapshot. What is found must
     * follow from the snapshot's numbers alone, and be kept in buffers of networks that no average is taken of.
     *
     * @param averages the averaged networks' numbers, by the networks' names
     * @param memory   owns what is computed
     */
    default void settle(Map<String, Weights> averages, NDManager memory) {}

    /**
     * Losses of held-out pictures.
     *
     * @param averages the averaged networks' numbers, by the networks' names
     * @return scalars by name, each a mean over the batch; none for a family that cannot say
     */
    SortedMap<String, NDArray> heldOut(Map<String, Weights> averages, Batch batch);

    /**
     * Looks at a snapshot's previews, before it is handed on.
     *
     * @param images seen so far
     * @throws dev.limner.contracts.problems.ProblemException where they show that going on is of no use
     */
    default void judge(Previews previews, long images) {}

    /** The model's own version of each picture, [N,C,H,W] in [0, 1]; empty for a family that cannot. */
    Optional<NDArray> reconstructions(Map<String, Weights> averages, Batch batch);

    /** What a preview shows side by side: usually the pictures and the model's own version of each. */
    default Optional<Comparison> comparison(Map<String, Weights> averages, Batch batch) {
        return reconstructions(averages, batch).map(own -> new Comparison(batch.pictures(), own));
    }

    /**
     * Pictures in pairs.
     *
     * @param given what there is, [N,C,H,W] in [0, 1]
     * @param own   what the model makes of each, of the same shape
     */
    record Comparison(NDArray given, NDArray own) {}
}
