package dev.limner.contracts.api;

import java.util.List;

import dev.limner.contracts.names.DatasetReference;

/**
 * What depends on a dataset version.
 *
 * @param version the version
 * @param models  models with a checkpoint that was trained on it, by name
 * @param runs    training runs on it that have not ended, by id
 */
public record DependentsView(DatasetReference version, List<String> models, List<String> runs) {
    public DependentsView {
        models = List.copyOf(models);
        runs = List.copyOf(runs);
    }

    /** Whether there is any. */
    public boolean any() {
        return !models.isEmpty() || !runs.isEmpty();
    }
}
