package dev.limner.store.checkpoints;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.store.StoredFile;

/**
 * What a checkpoint contains, at {@code models/{model}/{run}/{epoch}-{images}/checkpoint.json}.
 *
 * @param formatVersion   {@link #FORMAT}
 * @param checkpoint      its id, {@code {run}-{epoch}-{images}}
 * @param run             the training run it comes from
 * @param epoch           of the claim under which it was written
 * @param configuration   every setting of the network and the training, resolved
 * @param classes         class names in the order of their indices; empty where unlabelled
 * @param dataset         the dataset version it learned from
 * @param datasetDigest   that version's digest
 * @param images          images seen
 * @param trainedMillis   time spent training, in milliseconds
 * @param digest          {@link CheckpointStore#digest} over weights and averages; filled in when it is saved
 * @param metrics         by name
 * @param metricsProtocol how they were measured; metrics of different protocols are not compared
 * @param files           {@code weights}, {@code averages} (where there are some) and {@code training-state}; filled in
 *                        when it is saved
 */
public record CheckpointManifest(int formatVersion, String model, String checkpoint, String run, long epoch,
        String family, String preset, SortedMap<String, String> configuration, int width, int height, Colour colour,
        List<String> classes, DatasetReference dataset, String datasetDigest, long images, long trainedMillis,
        long seed, String digest, Map<String, Double> metrics, String metricsProtocol, Map<String, StoredFile> files,
        Instant createdAt) {
    /** The form this code writes. */
    public static final int FORMAT = 1;

    public CheckpointManifest {
        configuration = new TreeMap<>(configuration);
        classes = List.copyOf(classes);
        metrics = metrics == null ? Map.of() : new TreeMap<>(metrics);
        files = files == null ? Map.of() : new TreeMap<>(files);
    }

    /** Its object key. */
    public String key() {
        return CheckpointStore.manifestKey(model, run, epoch, images);
    }

    /**
     * Checks that it is one that this code can read and that it belongs at this key.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    void check(String atKey) {
        if (formatVersion != FORMAT) {
            throw new IllegalArgumentException("format %d, where this release reads %d".formatted(formatVersion,
                    FORMAT));
        }
        if (!key().equals(atKey)) {
            throw new IllegalArgumentException("it says of itself that it belongs at '%s'".formatted(key()));
        }
    }

    CheckpointManifest with(String newDigest, Map<String, StoredFile> newFiles) {
        return new CheckpointManifest(formatVersion, model, checkpoint, run, epoch, family, preset, configuration,
                width, height, colour, classes, dataset, datasetDigest, images, trainedMillis, seed, newDigest, metrics,
                metricsProtocol, newFiles, createdAt);
    }
}
