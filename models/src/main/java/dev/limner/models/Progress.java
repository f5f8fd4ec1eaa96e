package dev.limner.models;

import java.time.Duration;
import java.util.SortedMap;

/**
 * Where a training run is, after each step.
 *
 * @param step         steps taken, over all attempts
 * @param images       images seen, over all attempts
 * @param budgetImages images to be seen in all; an estimate where the budget is a time
 * @param trained      wall-clock time spent training, over all attempts
 * @param remaining    estimated time to the end of the budget
 * @param losses       of this step, by name; {@code loss} is what the gradients are of
 * @param gradientNorm L2 norm over all gradients of this step
 */
public record Progress(long step, long images, long budgetImages, Duration trained, Duration remaining,
        SortedMap<String, Double> losses, double gradientNorm) {}
