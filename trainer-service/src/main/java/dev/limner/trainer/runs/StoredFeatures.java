package dev.limner.trainer.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jboss.logging.Logger;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
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
    private final Optional<Path> inception;

    /** @param inception a safetensors file with Inception's weights, where pictures are to be compared by its features */
    StoredFeatures(ObjectStore objects, Patience patience, Optional<Path> inception) {
        this.objects = objects;
        this.patience = patience;
        this.inception = inception;
    }

    @Override
    public Optional<SortedMap<String, Tensor>> find(String key) {
        return patience.wait(() -> objects.exists(at(key)) ? read(at(key)) : Optional.empty());
    }

    /** @throws ProblemException naming the file, where it cannot be read or is no safetensors file */
    @Override
    public Optional<SortedMap<String, Tensor>> inception() {
        return inception.map(file -> {
            try {
                return SafeTensors.readWeights(Files.readAllBytes(file));
            } catch (IOException | ProblemException e) {
                throw new ProblemException(ProblemType.INTERNAL,
                        "Inception's weights, %s (LIMNER_INCEPTION_WEIGHTS), cannot be read: %s".formatted(file,
                                e.getMessage()),
                        e);
            }
        });
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
