package dev.limner.store.datasets;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.names.DatasetReference;

/**
 * A dataset version, at {@code datasets/{name}/{version}.json}. Never changed once it is there.
 *
 * @param formatVersion {@link #FORMAT}
 * @param version       1 and up
 * @param digest        SHA-256 over its sorted picture records, in hex; see {@link SealedDraft#digest()}
 * @param width         of every picture, in pixels
 * @param height        of every picture, in pixels
 * @param classes       class names in the order of their indices; empty where unlabelled
 * @param train         pictures of the split {@code train}
 * @param heldOut       pictures of the split {@code held-out}
 * @param shards        in the version's order, those of {@code train} first
 * @param provenance    where it came from; not looked into here
 * @param report        the admission report; not looked into here
 */
public record DatasetManifest(int formatVersion, String dataset, int version, String digest, int width, int height,
        Colour colour, List<String> classes, long train, long heldOut, List<Shard> shards, JsonNode provenance,
        JsonNode report) {
    /** The form this code writes. */
    public static final int FORMAT = 1;
    /** The field of the provenance that names the record of its pictures' parents, a stored file. */
    public static final String LINEAGE = "lineage";

    public DatasetManifest {
        classes = List.copyOf(classes);
        shards = List.copyOf(shards);
    }

    public DatasetReference reference() {
        return new DatasetReference(dataset, version);
    }

    /** The same under another number. */
    DatasetManifest numbered(int number) {
        return new DatasetManifest(formatVersion, dataset, number, digest, width, height, colour, classes, train,
                heldOut, shards, provenance, report);
    }

    /** Its object key. */
    public String key() {
        return key(dataset, version);
    }

    /** The keys of all objects that it names: shards, and where it has one, the record of its pictures' parents. */
    public List<String> objects() {
        List<String> keys = new ArrayList<>();
        shards.forEach(shard -> keys.add(shard.file().key()));
        if (provenance != null && provenance.path(LINEAGE).path("key").isTextual()) {
            keys.add(provenance.path(LINEAGE).path("key").textValue());
        }
        return List.copyOf(keys);
    }

    public long count(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case HELD_OUT -> heldOut;
        };
    }

    /**
     * Checks that it is one that this code can read, that it belongs at this key and that its counts add up.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    void check(String atKey) {
        if (formatVersion != FORMAT) {
            throw new IllegalArgumentException("format %d, where this release reads %d".formatted(formatVersion,
                    FORMAT));
        }
        if (!key().equals(atKey)) {
            throw new IllegalArgumentException("it says of itself that it is " + reference());
        }
        for (Split split : Split.values()) {
            long sum = shards.stream().filter(shard -> shard.split() == split).mapToLong(Shard::count).sum();
            if (sum != count(split)) {
                throw new IllegalArgumentException("its shards have %d pictures in the split %s, where it says %d"
                        .formatted(sum, split, count(split)));
            }
        }
    }

    /** Bytes of one picture: C × H × W. */
    public int pictureBytes() {
        return colour.channels() * height * width;
    }

    /** The object key of a version's manifest. */
    public static String key(String dataset, int version) {
        return "datasets/%s/%d.json".formatted(dataset, version);
    }
}
