package dev.limner.contracts.api;

import java.time.Instant;
import java.util.List;

import dev.limner.contracts.messages.Colour;

/**
 * One version of a dataset.
 *
 * @param digest  SHA-256 over its sorted picture records, in hex
 * @param train   pictures of the split {@code train}
 * @param heldOut pictures of the split {@code held-out}
 * @param classes class names in the order of their indices; empty where unlabelled
 * @param job     the import that made it
 */
public record DatasetVersionView(String dataset, int version, String digest, long train, long heldOut, int width,
        int height, Colour colour, List<String> classes, String job, Instant publishedAt) {}
