package dev.limner.store.datasets;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.store.ObjectStore;

/** Dataset versions: complete or invisible, immutable, read only as what they were written as. */
public final class DatasetStore {
    private final ObjectStore objects;

    public DatasetStore(ObjectStore objects) {
        this.objects = objects;
    }

    /** The names of the datasets that have a version, in order. */
    public List<String> datasets() {
        throw new UnsupportedOperationException(objects.toString());
    }

    /** The dataset's versions, oldest first; empty where there is no such dataset. */
    public List<Integer> versions(String dataset) {
        throw new UnsupportedOperationException();
    }

    public OptionalInt newest(String dataset) {
        throw new UnsupportedOperationException();
    }

    /**
     * The manifest of a version, or of the newest where the reference names none.
     *
     * @throws ProblemException (unknown dataset) naming what there is instead
     */
    public DatasetManifest manifest(DatasetReference reference) {
        throw new UnsupportedOperationException();
    }

    /** The version of the dataset that has this content. */
    public Optional<DatasetManifest> findByDigest(String dataset, String digest) {
        throw new UnsupportedOperationException();
    }

    /**
     * All pictures of a split, every shard checked against its SHA-256.
     *
     * @throws ProblemException (corrupt object) if a shard is missing or not what the manifest says
     */
    public StoredPictures pictures(DatasetManifest manifest, Split split) {
        throw new UnsupportedOperationException();
    }

    /**
     * One picture; reads the shard that has it.
     *
     * @param index within the split, 0 and up
     * @throws ProblemException (not found) beyond the last one; (corrupt object) as {@link #pictures}
     */
    public PictureRecord picture(DatasetManifest manifest, Split split, long index) {
        throw new UnsupportedOperationException();
    }

    /** Begins a version: an empty draft for pictures of one shape and one list of classes (empty: unlabelled). */
    public Draft draft(int width, int height, Colour colour, List<String> classes) {
        return new Draft(width, height, colour, classes);
    }

    /**
     * Makes the draft the dataset's next version, unless a version has this content already: shards first, the manifest
     * last. Concurrent publishers get different numbers for different contents and the same number for the same one.
     *
     * @param written told the pictures stored so far after each shard; may throw to abandon
     */
    public Published publish(String dataset, SealedDraft draft, JsonNode provenance, JsonNode report,
            LongConsumer written) {
        throw new UnsupportedOperationException();
    }
}
