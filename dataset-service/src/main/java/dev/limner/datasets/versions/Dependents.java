package dev.limner.datasets.versions;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.store.ObjectStore;
import dev.limner.store.checkpoints.CheckpointManifest;
import dev.limner.store.checkpoints.CheckpointStore;

/** The models that were trained on a version, going by the checkpoints that are in the bucket. */
final class Dependents {
    private static final Logger LOG = LoggerFactory.getLogger(Dependents.class);
    private static final String FOLDER = "models/";
    private static final String MANIFEST = "/checkpoint.json";

    private final SortedMap<String, Integer> checkpoints = new TreeMap<>();

    Dependents(ObjectStore objects, DatasetReference version) {
        CheckpointStore store = new CheckpointStore(objects);
        for (String key : objects.list(FOLDER)) {
            if (key.endsWith(MANIFEST)) {
                try {
                    CheckpointManifest manifest = store.manifest(key);
                    if (manifest.dataset().equals(version)) {
                        checkpoints.merge(manifest.model(), 1, Integer::sum);
                    }
                } catch (ProblemException e) {
                    LOG.warn("the checkpoint '{}' cannot be asked what it was trained on", key, e);
                }
            }
        }
    }

    boolean none() {
        return checkpoints.isEmpty();
    }

    /** How many checkpoints of which models: {@code flowers-vae (3), flowers-gan (1)}. */
    @Override
    public String toString() {
        return checkpoints.entrySet().stream().map(Dependents::text).collect(Collectors.joining(", "));
    }

    private static String text(Map.Entry<String, Integer> model) {
        return "%s (%d)".formatted(model.getKey(), model.getValue());
    }
}
