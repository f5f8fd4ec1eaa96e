package dev.limner.models;

import java.util.Map;

import dev.limner.models.evaluation.Evaluation;

/** Whoever follows a training run. Called on the training thread: what takes long here holds the training up. */
public interface TrainingObserver {

    /**
     * Once, before the first step.
     *
     * @param parameters numbers that training changes
     * @param device     {@code cpu} or {@code cuda:N}
     */
    void started(long parameters, String device);

    /** After every step; must be cheap. */
    void progressed(Progress progress);

    /** Asked after every step, between batches; must be cheap. */
    Wish wish(Progress progress);

    /**
     * The model was evaluated, as its settings ask for; its snapshot follows at once.
     *
     * @param images seen
     */
    default void evaluated(long images, Evaluation evaluation) {}

    /**
     * A snapshot was asked for, or the budget is spent.
     *
     * @param metrics losses over held-out pictures, by name, and an evaluation's numbers, {@code evaluation.} before each;
     *                empty where there are none
     */
    void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews);
}
