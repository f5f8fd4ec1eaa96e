package dev.limner.gateway.datasets;

import jakarta.inject.Singleton;

import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
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
     * @throws ProblemException (unknown dataset) naming what there is instead, and how to import it
     */
    public void require(DatasetReference reference) {
        if (table.knows(reference)) {
            return;
        }
        try {
            manifest(reference);
        } catch (ProblemException e) {
            if (!e.problem().type().equals(ProblemType.UNKNOWN_DATASET.uri())) {
                throw e;
            }
            throw new ProblemException(ProblemType.UNKNOWN_DATASET, ("%s (POST /v1/datasets/%s/imports, or `limner "
                    + "import %s PATH`, makes it)").formatted(e.problem().detail(), reference.dataset(), reference
                            .dataset()),
                    e);
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
