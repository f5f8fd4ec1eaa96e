package dev.limner.generator.serving;

import dev.limner.models.Sampler;
import dev.limner.store.checkpoints.CheckpointManifest;

/**
 * A checkpoint that can paint.
 *
 * @param manifest what it is
 * @param sampler  holds its weights in native memory; owned by {@link Samplers}, which closes it
 * @param bytes    its weights' size, as it counts against the memory budget
 */
public record LoadedModel(CheckpointManifest manifest, Sampler sampler, long bytes) {}
