package dev.limner.store.datasets;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;

/**
 * Dataset versions: immutable, and complete or invisible. A version is there once its manifest is, which is written
 * after every shard and only where no manifest has that number; whatever is read by way of it is checked.
 */
public final class DatasetStore {
    private static final String FOLDER = "datasets/";
    private static final String JSON = ".json";
    /** How many of what there is an error names. */
    private static final int NAMED = 20;

    private final ObjectStore objects;
    private final Publisher publisher;

    public DatasetStore(ObjectStore objects) {
        this.objects = objects;
        this.publisher = new Publisher(objects, this);
    }

    /** The names of the datasets that have a version, in order. */
    public List<String> datasets() {
        return objects.children(FOLDER).stream()
                .filter(child -> child.endsWith("/"))
                .map(child -> child.substring(FOLDER.length(), child.length() - 1))
                .filter(dataset -> newest(dataset).isPresent())
                .toList();
    }

    /** The dataset's versions, oldest first; empty where there is no such dataset. */
    public List<Integer> versions(String dataset) {
        String folder = FOLDER + Names.name("dataset", dataset) + "/";
        return objects.children(folder).stream()
                .map(key -> key.substring(folder.length()))
                .filter(name -> name.matches("[1-9][0-9]{0,8}\\.json"))
                .map(name -> Integer.valueOf(name.substring(0, name.length() - JSON.length())))
                .sorted()
                .toList();
    }

    public OptionalInt newest(String dataset) {
        return versions(dataset).stream().mapToInt(Integer::intValue).max();
    }

    /**
     * The manifest of a version, or of the newest where the reference names none.
     *
     * @throws ProblemException (unknown dataset) naming what there is instead; (corrupt object) if it cannot be read
     */
    public DatasetManifest manifest(DatasetReference reference) {
        OptionalInt version = reference.asked().isPresent() ? reference.asked() : newest(reference.dataset());
        String key = DatasetManifest.key(reference.dataset(), version.orElseThrow(() -> unknown(reference, null)));
        byte[] json;
        try {
            json = objects.get(key);
        } catch (NoSuchObjectException e) {
            throw unknown(reference, e);
        }
        return read(key, json);
    }

    /** The version of the dataset that has this content. */
    public Optional<DatasetManifest> findByDigest(String dataset, String digest) {
        return versions(dataset).stream()
                .map(version -> manifest(new DatasetReference(dataset, version)))
                .filter(manifest -> manifest.digest().equals(digest))
                .findFirst();
    }

    /**
     * All pictures of a split, every shard checked against its SHA-256. They take count × C × H × W bytes of memory.
     *
     * @throws ProblemException (corrupt object) if a shard is missing or not what the manifest says
     */
    public StoredPictures pictures(DatasetManifest manifest, Split split) {
        return new StoredPictures(manifest.shards().stream()
                .filter(shard -> shard.split() == split)
                .map(shard -> ShardFile.read(objects, manifest, shard))
                .toList(), manifest.pictureBytes());
    }

    /**
     * One picture; reads the shard that has it.
     *
     * @param index within the split, 0 and up
     * @throws ProblemException (not found) beyond the last one; (corrupt object) as {@link #pictures}
     */
    public PictureRecord picture(DatasetManifest manifest, Split split, long index) {
        long first = 0;
        for (Shard shard : manifest.shards()) {
            if (shard.split() == split && index >= first && index < first + shard.count()) {
                StoredPictures.Part part = ShardFile.read(objects, manifest, shard);
                byte[] pixels = new byte[manifest.pictureBytes()];
                int at = (int) (index - first);
                part.images().get(at * pixels.length, pixels);
                return new PictureRecord(pixels, part.labels()[at], split);
            }
            first += shard.split() == split ? shard.count() : 0;
        }
        throw new ProblemException(ProblemType.NOT_FOUND, "%s has %d pictures in the split %s; %d is none of them"
                .formatted(manifest.reference(), first, split, index));
    }

    /**
     * Shows all pictures, those of {@code train} first, in the version's order; holds one shard in memory at a time.
     *
     * @throws ProblemException (corrupt object) as {@link #pictures}
     */
    public void visit(DatasetManifest manifest, Consumer<PictureRecord> visitor) {
        for (Shard shard : manifest.shards()) {
            StoredPictures.Part part = ShardFile.read(objects, manifest, shard);
            for (int i = 0; i < shard.count(); i++) {
                byte[] pixels = new byte[manifest.pictureBytes()];
                part.images().get(i * pixels.length, pixels);
                visitor.accept(new PictureRecord(pixels, part.labels()[i], shard.split()));
            }
        }
    }

    /** Receives pictures one by one. */
    public interface Reader {
        /**
         * @param index  within the split
         * @param pixels uint8 planar [C,H,W], the same array each time
         * @param label  -1 for none
         */
        void picture(int index, byte[] pixels, int label);
    }

    /**
     * Reads a split in the version's order, one shard after the other in memory.
     *
     * @throws ProblemException (corrupt object) as {@link #pictures}
     */
    public void read(DatasetManifest manifest, Split split, Reader reader) {
        byte[] pixels = new byte[manifest.pictureBytes()];
        int index = 0;
        for (Shard shard : manifest.shards()) {
            if (shard.split() == split) {
                StoredPictures.Part part = ShardFile.read(objects, manifest, shard);
                for (int i = 0; i < shard.count(); i++) {
                    part.images().get(i * pixels.length, pixels);
                    reader.picture(index++, pixels, part.labels()[i]);
                }
            }
        }
    }

    /** The numbers of the dataset's deleted versions, which are not given again. */
    public List<Integer> tombstones(String dataset) {
        String folder = FOLDER + Names.name("dataset", dataset) + "/";
        return objects.children(folder).stream().map(key -> key.substring(folder.length()))
                .filter(Tombstone::named).map(Tombstone::version).sorted().toList();
    }

    /** Begins a version: an empty draft for pictures of one shape and one list of classes (empty: unlabelled). */
    public Draft draft(int width, int height, Colour colour, List<String> classes) {
        return new Draft(new Frame(width, height, colour, classes));
    }

    /**
     * Makes the draft the dataset's next version, unless a version has this content already: shards first, the manifest
     * last. Concurrent publishers get different numbers for different contents and the same number for the same one.
     * Shards of a version that was there are written again, so that importing mends what was lost.
     *
     * @param written told the pictures stored so far after each shard; may throw to abandon
     * @throws ProblemException (no pictures) if the draft is empty
     */
    public Published publish(String dataset, SealedDraft draft, JsonNode provenance, JsonNode report,
            LongConsumer written) {
        return prepare(dataset, draft, provenance, report, written).publish();
    }

    /**
     * The first half of {@link #publish}: stores the shards, which can be seen by nobody. What is left to do is one small
     * write.
     */
    public PreparedVersion prepare(String dataset, SealedDraft draft, JsonNode provenance, JsonNode report,
            LongConsumer written) {
        return publisher.prepare(Names.name("dataset", dataset), draft, provenance, report, written);
    }

    private static DatasetManifest read(String key, byte[] json) {
        try {
            DatasetManifest manifest = Json.read(json, DatasetManifest.class);
            manifest.check(key);
            return manifest;
        } catch (ProblemException | IllegalArgumentException | NullPointerException e) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT, "the manifest '%s' cannot be read: %s"
                    .formatted(key, e.getMessage()), e);
        }
    }

    private ProblemException unknown(DatasetReference reference, Exception cause) {
        List<Integer> versions = versions(reference.dataset());
        String instead = versions.isEmpty()
                ? "there is no dataset '%s'; there is: %s".formatted(reference.dataset(), some(datasets()))
                : "'%s' has no version %d; it has: %s".formatted(reference.dataset(), reference.version(),
                        some(versions));
        return new ProblemException(ProblemType.UNKNOWN_DATASET, instead, cause);
    }

    private static String some(List<?> there) {
        return there.isEmpty()
                ? "none"
                : there.stream().skip(Math.max(0, there.size() - NAMED)).map(Object::toString)
                        .collect(Collectors.joining(", "));
    }
}
