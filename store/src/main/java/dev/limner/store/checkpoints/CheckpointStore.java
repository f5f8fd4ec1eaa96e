package dev.limner.store.checkpoints;

import java.util.List;
import java.util.SortedMap;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.store.ObjectStore;

/** Checkpoints: complete or invisible, and read only as what they were written as. */
public final class CheckpointStore {
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
     * @throws IllegalArgumentException if a weight or an average is not a finite number
     */
    public CheckpointManifest save(CheckpointManifest manifest, SortedMap<String, Tensor> weights,
            SortedMap<String, Tensor> averages, SortedMap<String, Tensor> trainingState) {
        throw new UnsupportedOperationException(objects.toString());
    }

    /**
     * A checkpoint's manifest.
     *
     * @throws ProblemException (not found) if there is none at the key; (corrupt object) if it cannot be read
     */
    public CheckpointManifest manifest(String manifestKey) {
        throw new UnsupportedOperationException();
    }

    /**
     * A checkpoint's weights and averages, every file checked, and the digest over them.
     *
     * @throws ProblemException (not found) if there is none at the key; (corrupt object) if a file is missing or not
     *                          what the manifest says
     */
    public StoredCheckpoint load(String manifestKey) {
        throw new UnsupportedOperationException();
    }

    /**
     * What only the run itself needs: optimiser moments and random state.
     *
     * @throws ProblemException (corrupt object) as {@link #load}
     */
    public SortedMap<String, Tensor> trainingState(CheckpointManifest manifest) {
        throw new UnsupportedOperationException();
    }

    /** The manifest keys of a run's complete checkpoints, by images seen. */
    public List<String> manifestKeys(String model, String run) {
        throw new UnsupportedOperationException();
    }

    /** Removes a checkpoint: the manifest first, so that it is gone at once; repeating it is harmless. */
    public void delete(String manifestKey) {
        throw new UnsupportedOperationException();
    }

    /** {@code models/{model}/{run}/{epoch}-{images}/checkpoint.json}. */
    public static String manifestKey(String model, String run, long epoch, long images) {
        return "models/%s/%s/%d-%d/checkpoint.json".formatted(model, run, epoch, images);
    }

    /** SHA-256 over a checkpoint's weights and averages (names, types, shapes, data), in hex. */
    public static String digest(SortedMap<String, Tensor> weights, SortedMap<String, Tensor> averages) {
        throw new UnsupportedOperationException();
    }
}
