package dev.limner.datasets.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.DatasetEvent.Progressed;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.datasets.sources.Sources;
import dev.limner.datasets.sources.StagedCopy;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.CancelWishedException;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Job;
import dev.limner.jobs.JobHandler;
import dev.limner.store.ObjectStore;
import dev.limner.store.StoreUnavailableException;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.PreparedVersion;
import dev.limner.store.datasets.Published;
import dev.limner.store.datasets.SealedDraft;

/**
 * Does an import: staged files to pictures, pictures to a draft, the draft to a version.
 *
 * <p>Complete or invisible: nothing can be seen of it before the version's manifest is written, which comes last and in
 * one piece; then the job's row and its event in one transaction. A worker that dies at any point leaves shards that
 * nothing names, and the next claim does the import again: the same files give the same digest, so that a manifest the
 * dead worker did get to write is found, and known by its job as this very import's.
 *
 * <p>The manifest is written while the job's row is locked, so that a cancel comes before it, and nothing is visible, or
 * after the end, and is too late. Only where a worker dies in between, and a cancel comes before another claim, does the
 * version of a cancelled job stay: it is complete, somebody may have begun to read it, and a version's number never gets
 * another content.
 *
 * <p>The staged files are removed once the import has ended, never before.
 */
final class ImportHandler implements JobHandler {
    /** The kind of its jobs. */
    static final String KIND = "import";
    private static final Logger LOG = LoggerFactory.getLogger(ImportHandler.class);
    private static final String STORING = "storing";

    private final Staging staging;
    private final DatasetStore store;
    private final WorkFolder work;
    private final Clock clock;
    private final BiConsumer<Job, Progressed> progress;

    /**
     * @param progress publishes how far an import is; best effort
     */
    ImportHandler(ObjectStore objects, WorkFolder work, Clock clock, BiConsumer<Job, Progressed> progress) {
        this.staging = new Staging(objects);
        this.store = new DatasetStore(objects);
        this.work = work;
        this.clock = clock;
        this.progress = progress;
    }

    @Override
    public void run(Claim claim) throws IOException {
        Import command = command(claim.job());
        Pulse pulse = new Pulse(claim, clock, event -> progress.accept(claim.job(), event));
        try {
            attempt(claim, command, pulse);
        } catch (AbandonedException | CancelWishedException e) {
            if (!claim.cancelWished() || claim.lost()) {
                LOG.info("{}: another claim will begin it anew", e.getMessage());
                return;
            }
            claim.cancelled(cancelled(claim.job()), handle -> {});
        }
        staging.remove(command.files());
    }

    /** Does the import; while the bucket is away it waits for it, and begins again. */
    private void attempt(Claim claim, Import command, Pulse pulse) throws IOException {
        boolean waited = false;
        while (true) {
            try {
                end(claim, command, pulse);
                return;
            } catch (StoreUnavailableException e) {
                if (!waited) {
                    LOG.warn("the import {} waits for the bucket: {}", command.id(), e.getMessage());
                }
                waited = true;
                pulse.rest();
            }
        }
    }

    private void end(Claim claim, Import command, Pulse pulse) throws IOException {
        try (WorkFolder.Folder folder = work.begin()) {
            publish(claim, command, folder.path(), pulse);
        } catch (StaleBaseException e) {
            LOG.info("the import {} begins again: {}", command.id(), e.getMessage());
            end(claim, command, pulse);
        } catch (ProblemException e) {
            LOG.info("the import {} fails: {}", command.id(), e.getMessage());
            claim.fail(failed(claim.job(), e.problem()), handle -> {});
        }
    }

    @Override
    public List<Announcement> failed(Job job, Problem problem) {
        return List.of(announcement(new DatasetEvent.Failed(job.id(), job.subject(), problem)));
    }

    @Override
    public List<Announcement> cancelled(Job job) {
        return List.of(announcement(new DatasetEvent.Cancelled(job.id(), job.subject())));
    }

    /** The command a job was made of. */
    static Import command(Job job) {
        return Json.read(job.body(), Import.class);
    }

    /** An event to the dataset's followers. */
    static Announcement announcement(Record event) {
        return new Announcement(Topics.DATASET_EVENTS, ((DatasetEvent) event).dataset(), event);
    }

    private void publish(Claim claim, Import command, Path folder, Pulse pulse) throws IOException {
        Optional<Base> base = Base.of(command, store);
        List<StagedCopy> copies = staging.fetch(command.files(), folder, pulse);
        try (Sources sources = Sources.open(copies, pulse::beat); Spool spool = new Spool(folder.resolve("spool"))) {
            Choice choice = Choice.of(command, base, sources.masked(), copies, pulse);
            Gathering gathered = new Gathering(choice.normaliser(), spool, pulse, sources.expected());
            base.ifPresent(before -> before.read(store, gathered));
            sources.read(gathered);
            gathered.flush();
            Assembly assembly = new Assembly(command, choice, gathered, spool, base, sources.classes(), pulse);
            try (Draft draft = assembly.draft(store)) {
                AdmissionReport report = assembly.fill(draft);
                JsonNode provenance = Json.MAPPER.valueToTree(
                        Provenance.of(command, base.map(before -> before.manifest().reference().toString()), copies,
                                clock.instant()));
                Supplier<Published> last = store(command, base, draft.seal(), provenance, report, assembly, pulse);
                claim.succeed(() -> List.of(announcement(event(command, last.get(), report))));
            }
        }
    }

    /** Stores all but the manifest; what is returned writes that. */
    private Supplier<Published> store(Import command, Optional<Base> base, SealedDraft draft, JsonNode provenance,
            AdmissionReport report,
            Assembly assembly, Pulse pulse) {
        Optional<DatasetManifest> there = store.findByDigest(command.dataset(), draft.digest());
        if (there.isPresent()) {
            return () -> new Published(there.get(), true);
        }
        long total = report.train() + report.heldOut();
        AdmissionReport examined = assembly.examine(draft, report);
        PreparedVersion version = store.prepare(command.dataset(), draft, provenance, Json.MAPPER.valueToTree(examined),
                stored -> {
                    pulse.beat(STORING, stored, total, total, report.refused().count());
                    if (stored == total) {
                        pulse.confirm(); // the manifest comes next: a worker that hung must not write it
                    }
                });
        return () -> base
                .map(before -> version.publishAfter(before.manifest().version())
                        .orElseThrow(() -> new StaleBaseException(before.manifest().reference())))
                .orElseGet(version::publish);
    }

    private static VersionPublished event(Import command, Published published, AdmissionReport report) {
        DatasetManifest manifest = published.manifest();
        boolean own = command.id().equals(manifest.provenance().path("job").asText());
        return new VersionPublished(command.id(), manifest.dataset(), manifest.version(),
                published.existing() && !own, manifest.digest(), manifest.key(), manifest.train(), manifest.heldOut(),
                report.refused().count(), report.duplicates().leftOut(), manifest.width(), manifest.height(),
                manifest.colour(), manifest.classes());
    }
}
