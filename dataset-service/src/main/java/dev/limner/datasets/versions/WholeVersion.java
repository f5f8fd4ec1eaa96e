package dev.limner.datasets.versions;

import dev.limner.datasets.examination.Catalogue;
import dev.limner.datasets.imports.Pulse;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.Split;

/** All pictures of a version at hand, in the version's order; those beyond what fits in memory lie in a temporary file. */
final class WholeVersion implements AutoCloseable {
    private static final String READING = "reading";

    private final Draft draft;
    private final Catalogue catalogue;

    /**
     * Reads the version.
     *
     * @throws dev.limner.contracts.problems.ProblemException (corrupt object) where a shard is not what it should be
     */
    WholeVersion(DatasetStore store, DatasetManifest manifest, Pulse pulse) {
        this.draft = store.draft(manifest.width(), manifest.height(), manifest.colour(), manifest.classes());
        try {
            long total = manifest.train() + manifest.heldOut();
            for (Split split : Split.values()) {
                store.read(manifest, split, (index, pixels, label) -> {
                    pulse.beat(READING, draft.added(), total, draft.added(), 0);
                    draft.add(pixels, label, split);
                });
            }
            this.catalogue = Catalogue.of(draft.seal());
        } catch (RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public void close() {
        draft.close();
    }
}
