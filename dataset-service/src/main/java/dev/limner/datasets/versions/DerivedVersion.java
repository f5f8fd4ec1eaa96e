package dev.limner.datasets.versions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Command;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.Fit;
import dev.limner.contracts.messages.Json;
import dev.limner.datasets.examination.Catalogue;
import dev.limner.datasets.examination.Examination;
import dev.limner.datasets.imports.AdmissionReport;
import dev.limner.datasets.imports.AdmissionReport.ClassCount;
import dev.limner.datasets.imports.Advice;
import dev.limner.datasets.imports.Duplicates;
import dev.limner.datasets.imports.Pulse;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.PreparedVersion;
import dev.limner.store.datasets.Published;
import dev.limner.store.datasets.SealedDraft;
import dev.limner.store.datasets.Split;

/** Publishes a version that was made of another one, with its recipe and a report like an import's. */
final class DerivedVersion {
    private static final String STORING = "storing";

    private final DatasetStore store;
    private final Pulse pulse;

    DerivedVersion(DatasetStore store, Pulse pulse) {
        this.store = store;
        this.pulse = pulse;
    }

    /**
     * Where a version came from, kept in its manifest: the job, the version it was made of with its digest, and the command
     * without its id.
     */
    static ObjectNode provenance(Command command, DatasetManifest from, Instant madeAt) {
        ObjectNode recipe = Json.MAPPER.valueToTree(command);
        recipe.remove("id");
        ObjectNode provenance = Json.MAPPER.createObjectNode().put("job", command.id())
                .put("from", from.reference().toString()).put("fromDigest", from.digest());
        provenance.set("recipe", recipe);
        return provenance.put("madeAt", madeAt.toString());
    }

    /**
     * Stores the draft's pictures, unless a version of the dataset has its content.
     *
     * @return makes it a version that can be seen
     */
    Supplier<DatasetEvent> prepare(String job, String dataset, SealedDraft draft, JsonNode provenance) {
        Optional<DatasetManifest> there = store.findByDigest(dataset, draft.digest());
        long repeated = draft.duplicates();
        if (there.isPresent()) {
            return () -> event(job, new Published(there.get(), true), repeated);
        }
        long total = draft.count(Split.TRAIN) + draft.count(Split.HELD_OUT);
        PreparedVersion version = store.prepare(dataset, draft, provenance, Json.MAPPER.valueToTree(report(draft)),
                stored -> pulse.beat(STORING, stored, total, total, 0));
        pulse.confirm(); // the manifest comes next: a worker that hung must not write it
        return () -> event(job, version.publish(), repeated);
    }

    private static VersionPublished event(String job, Published published, long repeated) {
        DatasetManifest manifest = published.manifest();
        boolean own = job.equals(manifest.provenance().path("job").asText());
        return new VersionPublished(job, manifest.dataset(), manifest.version(), published.existing() && !own,
                manifest.digest(),
                manifest.key(), manifest.train(), manifest.heldOut(), 0, repeated, manifest.width(),
                manifest.height(), manifest.colour(), manifest.classes());
    }

    private AdmissionReport report(SealedDraft draft) {
        Catalogue catalogue = Catalogue.of(draft);
        Examination examination = Examination.of(catalogue, pulse::beat);
        long[][] counts = new long[Split.values().length][draft.classes().size() + 1];
        for (int i = 0; i < catalogue.count(); i++) {
            counts[catalogue.split(i).ordinal()][catalogue.label(i) + 1]++;
        }
        List<ClassCount> classes = new ArrayList<>();
        for (int c = 0; c < draft.classes().size(); c++) {
            classes.add(new ClassCount(draft.classes().get(c), counts[0][c + 1], counts[1][c + 1]));
        }
        long unlabelled = counts[0][0] + counts[1][0];
        Duplicates none = new Duplicates(0, 0, 0, 0);
        long train = draft.count(Split.TRAIN);
        return new AdmissionReport(catalogue.count(), train, draft.count(Split.HELD_OUT), "kept", null, null, null,
                null, null, draft.colour(), null, classes, unlabelled, null, null, none, null, null, null,
                Advice.on(train, classes, unlabelled, none, 0, 0, 1, Fit.CROP))
                .examined(examination.nearReport(i -> null), examination.outlierReport(i -> null));
    }
}
