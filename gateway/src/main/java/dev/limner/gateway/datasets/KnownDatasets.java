package dev.limner.gateway.datasets;

import jakarta.inject.Singleton;

import dev.limner.contracts.names.DatasetReference;
import dev.limner.store.ObjectStore;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;

/**
 * Refuses at once what names a dataset that is not there. The read model may lag behind the topics, so what it does not
 * know is looked for in the bucket, where a version's manifest lies before anything is told of it (rule 6).
 */
@Singleton
public class KnownDatasets {
    private final DatasetTable table;
    private final DatasetStore store;

    public KnownDatasets(DatasetTable table, ObjectStore objects) {
        this.table = table;
        this.store = new DatasetStore(objects);
    }

    /**
     * Returns where the version is there.
     *
     * @throws dev.limner.contracts.problems.ProblemException (unknown dataset) naming what there is instead
     */
    public void require(DatasetReference reference) {
        if (!table.knows(reference)) {
            manifest(reference);
        }
    }

    /** The version's manifest; throws as {@link #require} does. */
    DatasetManifest manifest(DatasetReference reference) {
        return store.manifest(reference);
    }

    DatasetStore store() {
        return store;
    }
}
