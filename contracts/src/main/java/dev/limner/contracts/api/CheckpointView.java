package dev.limner.contracts.api;

import java.time.Instant;
import java.util.List;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.names.DatasetReference;

/**
 * One checkpoint of a model.
 *
 * @param checkpoint its id
 * @param run        the training run it comes from
 * @param images     images seen
 * @param digest     SHA-256 over its weights, in hex
 */
public record CheckpointView(String model, String checkpoint, String run, String family, String preset,
        DatasetReference dataset, long images, String digest, int width, int height, Colour colour,
        List<String> classes, Instant publishedAt) {}
