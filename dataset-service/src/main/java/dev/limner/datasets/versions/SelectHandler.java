package dev.limner.datasets.versions;

import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import dev.limner.contracts.messages.DatasetCommand.Select;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.DatasetEvent.Progressed;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.examination.Catalogue;
import dev.limner.datasets.imports.Pulse;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Job;
import dev.limner.store.ObjectStore;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.Split;

/** Makes a version of some of another's pictures. */
final class SelectHandler extends VersionHandler {
    static final String KIND = "selection";
    private static final String CHOOSING = "choosing";

    private final DatasetStore store;

    SelectHandler(ObjectStore objects, Clock clock, BiConsumer<Job, Progressed> progress) {
        super(clock, progress);
        this.store = new DatasetStore(objects);
    }

    @Override
    Supplier<DatasetEvent> work(Claim claim, Pulse pulse) {
        Select wanted = Json.read(claim.job().body(), Select.class);
        DatasetManifest from = store.manifest(wanted.from());
        try (WholeVersion version = new WholeVersion(store, from, pulse)) {
            Catalogue pictures = version.catalogue();
            Selection selection = new Selection(pictures, wanted, pulse::beat);
            try (Draft draft = store.draft(from.width(), from.height(), from.colour(), selection.classes())) {
                long train = 0;
                for (int i = 0; i < pictures.count(); i++) {
                    pulse.beat(CHOOSING, i, pictures.count(), draft.added(), 0);
                    if (selection.keeps(i)) {
                        draft.add(pictures.pixels(i), selection.label(i), pictures.split(i));
                        train += pictures.split(i) == Split.TRAIN ? 1 : 0;
                    }
                }
                if (train == 0) {
                    throw new ProblemException(ProblemType.NO_PICTURES,
                            "of %s nothing to train on is left: ask for less".formatted(from.reference()));
                }
                return new DerivedVersion(store, pulse).prepare(wanted.id(), wanted.makes(), draft.seal(),
                        DerivedVersion.provenance(wanted, from, clock().instant()));
            }
        }
    }
}
