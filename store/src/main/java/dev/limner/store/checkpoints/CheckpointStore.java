package dev.limner.store.checkpoints;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;
import dev.limner.store.StoredFile;
import dev.limner.store.safetensors.MalformedTensorsException;
import dev.limner.store.safetensors.SafeTensors;

/**
 * Checkpoints: complete or invisible, and read only as what they were written as. A checkpoint is there once its
 * manifest is, which is written after the tensors and removed before them. Its key carries the claim's epoch, so that
 * two workers of one run never write the same objects.
 */
public final class CheckpointStore {
    private static final String MANIFEST = "checkpoint.json";
    private static final String WEIGHTS = "weights";
    private static final String AVERAGES = "averages";
    private static final String TRAINING_STATE = "training-state";
    private static final Pattern KEY = Pattern.compile("models/[^/]+/[^/]+/([0-9]+)-([0-9]+)/checkpoint\\.json");

    private final ObjectStore objects;

    public CheckpointStore(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * Stores weights, averages and training state, and the manifest last.
     *
     * @param manifest      its digest and files are filled in here
     * @param averages      may be empty
     * @param trainingState may be empty
     * @return the manifest as stored
     * @throws IllegalArgumentException if a weight or an average is not a finite number; nothing is stored then
     */
    public CheckpointManifest save(CheckpointManifest manifest, SortedMap<String, Tensor> weights,
            SortedMap<String, Tensor> averages, SortedMap<String, Tensor> trainingState) {
        SafeTensors.requireFinite(weights);
        SafeTensors.requireFinite(averages);
        Map<String, StoredFile> files = new TreeMap<>();
        files.put(WEIGHTS, write(manifest, WEIGHTS, weights));
        if (!averages.isEmpty()) {
            files.put(AVERAGES, write(manifest, AVERAGES, averages));
        }
        files.put(TRAINING_STATE, write(manifest, TRAINING_STATE, trainingState));
        CheckpointManifest stored = manifest.with(digest(weights, averages), files);
        objects.put(stored.key(), Json.write(stored));
        return stored;
    }

    /**
     * A checkpoint's manifest.
     *
     * @throws ProblemException (not found) if there is none at the key; (corrupt object) if it cannot be read
     */
    public CheckpointManifest manifest(String manifestKey) {
        byte[] json;
        try {
            json = objects.get(manifestKey);
        } catch (NoSuchObjectException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, "there is no checkpoint at '%s'".formatted(manifestKey),
                    e);
        }
        try {
            CheckpointManifest manifest = Json.read(json, CheckpointManifest.class);
            manifest.check(manifestKey);
            return manifest;
        } catch (ProblemException | IllegalArgumentException e) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT, "the manifest '%s' cannot be read: %s"
                    .formatted(manifestKey, e.getMessage()), e);
        }
    }

    /**
     * A checkpoint's weights and averages, every file checked, and the digest over them.
     *
     * @throws ProblemException (not found) if there is none at the key; (corrupt object) if a file is missing or not
     *                          what the manifest says
     */
    public StoredCheckpoint load(String manifestKey) {
        CheckpointManifest manifest = manifest(manifestKey);
        SortedMap<String, Tensor> weights = read(manifest, WEIGHTS);
        SortedMap<String, Tensor> averages = manifest.files().containsKey(AVERAGES)
                ? read(manifest, AVERAGES)
                : new TreeMap<>();
        String digest = digest(weights, averages);
        if (!digest.equals(manifest.digest())) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "the tensors of '%s' have the digest %s, where their manifest says %s".formatted(manifestKey,
                            digest, manifest.digest()));
        }
        return new StoredCheckpoint(manifest, weights, averages);
    }

    /**
     * What only the run itself needs: optimiser moments and random state.
     *
     * @throws ProblemException (corrupt object) as {@link #load}
     */
    public SortedMap<String, Tensor> trainingState(CheckpointManifest manifest) {
        return read(manifest, TRAINING_STATE);
    }

    /** The manifest keys of a run's complete checkpoints, by images seen, then by epoch. */
    public List<String> manifestKeys(String model, String run) {
        return objects.list("models/%s/%s/".formatted(model, run)).stream()
                .map(KEY::matcher)
                .filter(Matcher::matches)
                .sorted(Comparator.comparingLong((Matcher key) -> Long.parseLong(key.group(2)))
                        .thenComparingLong(key -> Long.parseLong(key.group(1))))
                .map(Matcher::group)
                .toList();
    }

    /** Removes a checkpoint: the manifest first, so that it is gone at once; repeating it is harmless. */
    public void delete(String manifestKey) {
        if (!KEY.matcher(manifestKey).matches()) {
            throw new IllegalArgumentException("'%s' is no checkpoint's manifest".formatted(manifestKey));
        }
        objects.delete(manifestKey);
        objects.list(folder(manifestKey)).forEach(objects::delete);
    }

    /**
     * Removes what only a run that goes on needs of a checkpoint; what paints, and the digest, stay. The manifest goes on naming
     * the file. Repeating it is harmless.
     */
    public void deleteTrainingState(String manifestKey) {
        if (!KEY.matcher(manifestKey).matches()) {
            throw new IllegalArgumentException("'%s' is no checkpoint's manifest".formatted(manifestKey));
        }
        objects.delete(folder(manifestKey) + TRAINING_STATE + ".safetensors");
    }

    /** {@code models/{model}/{run}/{epoch}-{images}/checkpoint.json}. */
    public static String manifestKey(String model, String run, long epoch, long images) {
        return "models/%s/%s/%d-%d/%s".formatted(model, run, epoch, images, MANIFEST);
    }

    /**
     * SHA-256, in hex, over a checkpoint's weights and averages: {@link SafeTensors#digest} of them all, under the names
     * {@code weights/…} and {@code averages/…}.
     */
    public static String digest(SortedMap<String, Tensor> weights, SortedMap<String, Tensor> averages) {
        SortedMap<String, Tensor> all = new TreeMap<>();
        weights.forEach((name, tensor) -> all.put(WEIGHTS + "/" + name, tensor));
        averages.forEach((name, tensor) -> all.put(AVERAGES + "/" + name, tensor));
        return SafeTensors.digest(all);
    }

    private StoredFile write(CheckpointManifest manifest, String name, SortedMap<String, Tensor> tensors) {
        return StoredFile.write(objects, folder(manifest.key()) + name + ".safetensors",
                SafeTensors.write(tensors, new TreeMap<>()));
    }

    private SortedMap<String, Tensor> read(CheckpointManifest manifest, String name) {
        StoredFile file = manifest.files().get(name);
        if (file == null) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT, "the checkpoint '%s' has no %s"
                    .formatted(manifest.key(), name));
        }
        byte[] content = file.read(objects);
        try {
            return name.equals(TRAINING_STATE) ? SafeTensors.read(content) : SafeTensors.readWeights(content);
        } catch (MalformedTensorsException e) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT, "'%s': %s".formatted(file.key(), e.getMessage()),
                    e);
        }
    }

    private static String folder(String manifestKey) {
        return manifestKey.substring(0, manifestKey.length() - MANIFEST.length());
    }
}
