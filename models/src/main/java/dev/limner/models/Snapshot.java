package dev.limner.models;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.tensors.Tensor;

/**
 * A training run at one moment, complete: from it the run goes on to the same weights, bit for bit, as if it had not
 * been interrupted. The order of the pictures and all noise follow from the seed and {@code images}.
 *
 * @param configuration what is trained
 * @param images        images seen
 * @param trained       wall-clock time spent training, over all attempts
 * @param weights       every network's, as the optimisers left them, and buffers: {@code network.tensor}
 * @param averages      what samples are made with: the networks that paint, by their exponential moving averages
 * @param trainingState the optimiser's moments and step: needed only to go on
 */
public record Snapshot(Configuration configuration, long images, Duration trained, SortedMap<String, Tensor> weights,
        SortedMap<String, Tensor> averages, SortedMap<String, Tensor> trainingState) {
    public Snapshot {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        averages = Collections.unmodifiableSortedMap(new TreeMap<>(averages));
        trainingState = Collections.unmodifiableSortedMap(new TreeMap<>(trainingState));
    }

    /** The tensors of one network among those of several, under its own names. */
    public static SortedMap<String, Tensor> part(SortedMap<String, Tensor> tensors, String network) {
        String prefix = network + ".";
        SortedMap<String, Tensor> part = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }

    /** Puts one network's tensors among those of several. */
    static void put(SortedMap<String, Tensor> tensors, String network, SortedMap<String, Tensor> part) {
        part.forEach((name, tensor) -> tensors.put(network + "." + name, tensor));
    }
}
