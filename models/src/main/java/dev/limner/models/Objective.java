package dev.limner.models;

import java.util.function.Function;

import dev.limner.models.optimisers.LearningRate;
import dev.limner.models.optimisers.Optimiser;

/**
 * One forward pass, one backward pass, one update: a step of training is each of the learner's objectives in turn. (A
 * VAE has one; an adversarial pair has one for each side.)
 *
 * @param name      prefix of its optimiser's tensors in a snapshot
 * @param optimiser of the network that it changes
 * @param rate      for the optimiser
 * @param forward   the losses of a batch
 */
public record Objective(String name, Optimiser optimiser, LearningRate rate, Function<Batch, Losses> forward) {}
