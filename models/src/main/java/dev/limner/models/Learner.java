package dev.limner.models;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Weights;

/** A network that learns: what a family brings to the training loop. */
public interface Learner {

    /** All weights and buffers, with the first numbers. */
    Weights weights();

    /** What each step of training does, in this order. */
    List<Objective> objectives();

    /** Pictures of one step. */
    int batch();

    /** σ_rel of the average; see {@link dev.limner.models.optimisers.Average}. */
    double averaging();

    /**
     * Losses of held-out pictures under other numbers of the same weights.
     *
     * @return scalars by name, each a mean over the batch
     */
    SortedMap<String, NDArray> heldOut(Weights weights, Batch batch);

    /** The model's own version of each picture, [N,C,H,W] in [0, 1]; empty for a family that cannot. */
    Optional<NDArray> reconstructions(Weights weights, Batch batch);
}
