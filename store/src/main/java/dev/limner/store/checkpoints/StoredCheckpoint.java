package dev.limner.store.checkpoints;

import java.util.SortedMap;

import dev.limner.contracts.tensors.Tensor;

/**
 * A checkpoint's tensors with their manifest, verified.
 *
 * @param weights  by parameter name
 * @param averages the averaged weights (EMA); empty where the run keeps none
 */
public record StoredCheckpoint(CheckpointManifest manifest, SortedMap<String, Tensor> weights,
        SortedMap<String, Tensor> averages) {}
