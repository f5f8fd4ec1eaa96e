package dev.limner.datasets.versions;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jdbi.v3.core.Handle;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.DatasetCommand.Augment;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.DatasetEvent.Progressed;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.Seeds;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.imports.Pulse;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Job;
import dev.limner.jobs.Jobs;
import dev.limner.store.ObjectStore;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.SealedDraft;

/**
 * Makes a larger version of a labelled one: its pictures as they are, variations of its training pictures, and pictures that
 * generators paint. The rule held here: a held-out picture stays held out, is nobody's parent, and no new picture is equal
 * to one.
 */
final class AugmentHandler extends VersionHandler {
    static final String KIND = "augmentation";

    private final Jobs jobs;
    private final ObjectStore objects;
    private final DatasetStore store;

    AugmentHandler(Jobs jobs, ObjectStore objects, Clock clock, BiConsumer<Job, Progressed> progress) {
        super(clock, progress);
        this.jobs = jobs;
        this.objects = objects;
        this.store = new DatasetStore(objects);
    }

    @Override
    Supplier<DatasetEvent> work(Claim claim, Pulse pulse) throws IOException {
        Augment wanted = Json.read(claim.job().body(), Augment.class);
        DatasetManifest from = store.manifest(wanted.from());
        if (from.classes().isEmpty()) {
            throw new ProblemException(ProblemType.NO_PICTURES,
                    "%s has no classes: only a labelled version can be augmented".formatted(from.reference()));
        }
        long seed = wanted.seed() == null ? Seeds.of(wanted.id()) : wanted.seed();
        try (WholeVersion version = new WholeVersion(store, from, pulse);
                Draft draft = store.draft(from.width(), from.height(), from.colour(), from.classes())) {
            Augmenting augmenting = new Augmenting(version.catalogue(), draft, pulse);
            Shares shares = Shares.of(wanted, from.classes(), augmenting.counts());
            augmenting.transform(shares.transformed(), new Transforming(wanted.transforms(), seed), seed);
            new Sampling(jobs, objects, claim, pulse, wanted, Augmenting.sum(shares.sampled()))
                    .run(from.classes(), shares.sampled(), seed, augmenting::sampled);
            SealedDraft sealed = draft.seal();
            ObjectNode provenance = DerivedVersion.provenance(wanted, from, clock().instant());
            provenance.put("seed", seed).set("added", Json.MAPPER.valueToTree(augmenting.added()));
            provenance.set(DatasetManifest.LINEAGE,
                    Json.MAPPER.valueToTree(augmenting.lineage().store(objects, wanted.makes(), sealed)));
            return new DerivedVersion(store, pulse).prepare(wanted.id(), wanted.makes(), sealed, provenance);
        }
    }

    @Override
    List<Announcement> whenCancelled(Job job) {
        return jobs.inTransaction(handle -> new ArrayList<>(AwaitedTable.open(handle, job.id()))).stream()
                .map(id -> new Announcement(Topics.GENERATION_REQUESTS, id,
                        new GenerationCommand.Cancel("cancel-" + id, id)))
                .toList();
    }

    @Override
    void ended(Handle handle, Job job) {
        AwaitedTable.remove(handle, job.id());
    }
}
