package dev.limner.datasets.versions;

import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import dev.limner.contracts.messages.DatasetCommand.Delete;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.DatasetEvent.Progressed;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.imports.Pulse;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Job;
import dev.limner.store.ObjectStore;
import dev.limner.store.datasets.Deletion;
import dev.limner.store.datasets.Tombstone;

/** Deletes a version, unless models were trained on it and nobody insists. */
final class DeleteHandler extends VersionHandler {
    static final String KIND = "deletion";

    private final ObjectStore objects;

    DeleteHandler(ObjectStore objects, Clock clock, BiConsumer<Job, Progressed> progress) {
        super(clock, progress);
        this.objects = objects;
    }

    @Override
    Supplier<DatasetEvent> work(Claim claim, Pulse pulse) {
        Delete wanted = Json.read(claim.job().body(), Delete.class);
        if (!wanted.force()) {
            Dependents dependents = new Dependents(objects, wanted.dataset());
            if (!dependents.none()) {
                throw new ProblemException(ProblemType.IN_USE,
                        "checkpoints were trained on %s, by model: %s; they go on without it, but can be neither evaluated nor trained on: force the deletion if it is to go"
                                .formatted(wanted.dataset(), dependents));
            }
        }
        pulse.confirm();
        return () -> {
            Tombstone gone = new Deletion(objects, clock()).delete(wanted.dataset());
            return new DatasetEvent.Deleted(wanted.id(), gone.dataset(), gone.version(), gone.digest());
        };
    }
}
