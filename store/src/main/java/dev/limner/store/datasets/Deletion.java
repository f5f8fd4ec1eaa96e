package dev.limner.store.datasets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;

/**
 * Removes versions for good, in three steps that may each be repeated: the tombstone, so that the number is never given
 * again; the manifest, from when on nobody sees the version; and, after a grace for those that read it just then, the
 * objects that no other version names.
 */
public final class Deletion {
    private final ObjectStore objects;
    private final DatasetStore datasets;
    private final Clock clock;

    public Deletion(ObjectStore objects, Clock clock) {
        this.objects = objects;
        this.datasets = new DatasetStore(objects);
        this.clock = clock;
    }

    /**
     * Makes the version invisible; again is as good as once.
     *
     * @return what stays of it
     * @throws dev.limner.contracts.problems.ProblemException (unknown dataset) where there is no such version and never
     *                                                        was
     */
    public Tombstone delete(DatasetReference version) {
        String key = Tombstone.key(version.dataset(), version.version());
        if (!objects.exists(DatasetManifest.key(version.dataset(), version.version())) && objects.exists(key)) {
            return read(key);
        }
        DatasetManifest manifest = datasets.manifest(version);
        Tombstone tombstone = new Tombstone(manifest.dataset(), manifest.version(), manifest.digest(), clock.instant(),
                manifest.objects());
        objects.put(key, Json.write(tombstone));
        objects.delete(manifest.key());
        return tombstone;
    }

    /** The dataset's tombstones that objects still wait for. */
    public List<Tombstone> waiting(String dataset) {
        return datasets.tombstones(dataset).stream().map(number -> read(Tombstone.key(dataset, number)))
                .filter(tombstone -> !tombstone.objects().isEmpty()).toList();
    }

    /**
     * Removes the objects of versions that were deleted longer ago than the grace, but for those another version names. Not
     * to be called while a version of this dataset is being made: what it has stored already would look like nobody's.
     *
     * @return how many objects were removed
     */
    public int collect(String dataset, Duration grace) {
        Instant before = clock.instant().minus(grace);
        int removed = 0;
        for (Tombstone tombstone : waiting(dataset)) {
            if (tombstone.deletedAt().isAfter(before)) {
                continue;
            }
            Set<String> orphans = new HashSet<>(tombstone.objects());
            for (int version : datasets.versions(dataset)) {
                orphans.removeAll(datasets.manifest(new DatasetReference(dataset, version)).objects());
            }
            orphans.forEach(objects::delete);
            removed += orphans.size();
            objects.put(tombstone.key(), Json.write(new Tombstone(dataset, tombstone.version(), tombstone.digest(),
                    tombstone.deletedAt(), List.of())));
        }
        return removed;
    }

    private Tombstone read(String key) {
        try {
            return Json.read(objects.get(key), Tombstone.class);
        } catch (NoSuchObjectException e) {
            throw new IllegalStateException("the tombstone '%s' was just there".formatted(key), e);
        }
    }
}
