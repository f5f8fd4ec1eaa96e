package dev.limner.models.evaluation;

import java.util.Optional;
import java.util.SortedMap;

import dev.limner.contracts.tensors.Tensor;

/** Keeps feature networks, so that each dataset version's is trained once. */
public interface FeatureCache {
    /** Keeps nothing. */
    FeatureCache NONE = new FeatureCache() {
        @Override
        public Optional<SortedMap<String, Tensor>> find(String key) {
            return Optional.empty();
        }

        @Override
        public void keep(String key, SortedMap<String, Tensor> tensors) {
            // Whoever asks again trains again.
        }
    };

    /**
     * What was kept under this key.
     *
     * @param key {@code features-1-…}: the protocol and the SHA-256 of the pictures; letters, digits and hyphens
     */
    Optional<SortedMap<String, Tensor>> find(String key);

    /** Inception's weights, where pictures are to be compared by its features instead; empty mostly. */
    default Optional<SortedMap<String, Tensor>> inception() {
        return Optional.empty();
    }

    /** Keeps a network; one that is there already may be replaced. */
    void keep(String key, SortedMap<String, Tensor> tensors);
}
