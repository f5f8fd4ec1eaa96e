package dev.limner.trainer.runs;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jboss.logging.Logger;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.evaluation.FeatureCache;
import dev.limner.store.ObjectStore;
import dev.limner.store.safetensors.SafeTensors;

/**
 * Keeps what pictures are evaluated with in S3, at {@code features/KEY.safetensors}: each dataset version's is trained once
 * for all its runs. What is there and cannot be read is trained anew, and replaced.
 */
final class StoredFeatures implements FeatureCache {
    private static final Logger LOG = Logger.getLogger(StoredFeatures.class);

    private final ObjectStore objects;
    private final Patience patience;

    StoredFeatures(ObjectStore objects, Patience patience) {
        this.objects = objects;
        this.patience = patience;
    }

    @Override
    public Optional<SortedMap<String, Tensor>> find(String key) {
        return patience.wait(() -> objects.exists(at(key)) ? read(at(key)) : Optional.empty());
    }

    @Override
    public void keep(String key, SortedMap<String, Tensor> tensors) {
        byte[] file = SafeTensors.write(tensors, new TreeMap<>());
        patience.wait(() -> {
            objects.put(at(key), file);
            return file;
        });
    }

    private Optional<SortedMap<String, Tensor>> read(String key) {
        try {
            return Optional.of(SafeTensors.readWeights(objects.get(key)));
        } catch (ProblemException e) {
            LOG.warnf(e, "%s cannot be read; what it held is trained anew", key);
            return Optional.empty();
        }
    }

    private static String at(String key) {
        return "features/%s.safetensors".formatted(key);
    }
}
