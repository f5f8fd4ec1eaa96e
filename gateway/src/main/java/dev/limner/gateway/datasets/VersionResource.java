package dev.limner.gateway.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.api.DatasetDiffView;
import dev.limner.contracts.api.DatasetVersionView;
import dev.limner.contracts.api.DependentsView;
import dev.limner.contracts.messages.DatasetCommand;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.access.Needs;
import dev.limner.gateway.access.Role;
import dev.limner.gateway.jobs.Kind;
import dev.limner.gateway.submissions.Call;
import dev.limner.gateway.submissions.Fingerprint;
import dev.limner.gateway.submissions.Intake;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.store.ObjectStore;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.Split;
import dev.limner.store.datasets.VersionDiff;
import dev.limner.store.datasets.VersionExport;

/**
 * {@code /v1/datasets/{name}/versions/{version}}: one version and what there is of it. Out, for a deletion:
 * {@code limner.dataset-commands}, key the dataset's name.
 */
@Path("/v1/datasets/{name}/versions/{version}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Datasets")
public class VersionResource {
    private static final String PNG = "image/png";

    private final DatasetTable datasets;
    private final KnownDatasets known;
    private final Previews previews;
    private final Dependents dependents;
    private final ObjectStore objects;
    private final Intake intake;

    VersionResource(DatasetTable datasets, KnownDatasets known, Previews previews, Dependents dependents,
            ObjectStore objects, Intake intake) {
        this.datasets = datasets;
        this.known = known;
        this.previews = previews;
        this.dependents = dependents;
        this.objects = objects;
        this.intake = intake;
    }

    /** One version. */
    @GET
    @Operation(summary = "Shows a version")
    public DatasetVersionView version(@RestPath String name, @RestPath String version) {
        DatasetReference asked = reference(name, version);
        return datasets.find(asked.dataset(), asked.version()).orElseThrow(() -> DatasetResource.unknown(asked
                .toString()));
    }

    /** What was admitted into a version and what was not. */
    @GET
    @Path("/report")
    @Operation(summary = "Shows a version's admission report: what was counted, refused and left out, and why; near-duplicates, outliers, advice")
    public JsonNode report(@RestPath String name, @RestPath String version) {
        return manifest(name, version).report();
    }

    /** Where a version came from: the files of an import, or the version and the recipe it was made by. */
    @GET
    @Path("/provenance")
    @Operation(summary = "Shows where a version came from: the files that were sent, or the version and recipe it was made by")
    public JsonNode provenance(@RestPath String name, @RestPath String version) {
        return manifest(name, version).provenance();
    }

    /** Where each added picture of an augmented version comes from. */
    @GET
    @Path("/lineage.jsonl")
    @Produces("application/jsonl")
    @Operation(summary = "Sends the parents of an augmented version's added pictures", description = "A line of JSON for each: its parent "
            + "in the version it was made of and the variation, or its generation, number and checkpoint.")
    public InputStream lineage(@RestPath String name, @RestPath String version) {
        DatasetManifest manifest = manifest(name, version);
        JsonNode key = manifest.provenance().path(DatasetManifest.LINEAGE).path("key");
        if (!key.isTextual()) {
            throw new ProblemException(ProblemType.NOT_FOUND,
                    "%s was not augmented: its pictures have no parents".formatted(manifest.reference()));
        }
        try {
            return new GZIPInputStream(objects.open(key.textValue()));
        } catch (IOException e) {
            throw new UncheckedIOException("the lineage of %s cannot be read".formatted(manifest.reference()), e);
        }
    }

    /** Some pictures of each class, or of one. */
    @GET
    @Path("/preview.png")
    @Produces(PNG)
    @Operation(summary = "Shows some pictures of each class as one picture", description = "class: of that class alone. Never changes: it "
            + "comes with an ETag, and may be kept.")
    public Response preview(@RestPath String name, @RestPath String version, @RestQuery("class") String className,
            @Context Request request) {
        DatasetManifest manifest = manifest(name, version);
        if (className == null) {
            return Unchanging.of(request, manifest, "preview", () -> previews.sheet(manifest));
        }
        int label = manifest.classes().indexOf(className);
        if (label < 0) {
            throw ProblemException.invalidField("class", "'%s' is no class of %s: %s".formatted(className,
                    manifest.reference(), String.join(", ", manifest.classes().stream().limit(20).toList())));
        }
        return Unchanging.of(request, manifest, "class-" + label, () -> previews.sheet(manifest, label));
    }

    /** One picture. */
    @GET
    @Path("/images/{index}.png")
    @Produces(PNG)
    @Operation(summary = "Shows a picture", description = "index: 0 and up, in the version's order. "
            + "split: train (the default) or held-out. Never changes: it comes with an ETag, and may be kept.")
    public Response image(@RestPath String name, @RestPath String version, @RestPath String index,
            @RestQuery String split, @Context Request request) {
        if (!index.matches("[0-9]{1,18}")) {
            throw ProblemException.invalidField("index", "'%s' is not a number, 0 and up".formatted(index));
        }
        DatasetManifest manifest = manifest(name, version);
        Split half = split(split);
        long number = Long.parseLong(index);
        return Unchanging.of(request, manifest, half + "-" + number,
                () -> previews.picture(manifest, half, number));
    }

    /** What is different from another version. */
    @GET
    @Path("/diff")
    @Operation(summary = "Compares with another version: added, removed, relabelled, moved to the other split", description = "from: "
            + "the other version, flowers@1 or its number alone.")
    public DatasetDiffView diff(@RestPath String name, @RestPath String version, @RestQuery String from) {
        if (from == null) {
            throw ProblemException.invalidField("from", "is missing: name the version to compare with, as in 1 or %s@1"
                    .formatted(name));
        }
        DatasetReference other = DatasetReference.parse(from.matches("[0-9]+") ? name + "@" + from : from);
        return VersionDiff.between(known.store(), known.manifest(other), manifest(name, version));
    }

    /** All pictures, as a ZIP. */
    @GET
    @Path("/export.zip")
    @Produces("application/zip")
    @Operation(summary = "Sends a version as a ZIP of PNGs with its labels", description = "form: folders (the default: train/ and held-out/ "
            + "with class folders, labels.csv) or huggingface (an image folder with metadata.jsonl). Imported again it has the same digest.")
    public Response export(@RestPath String name, @RestPath String version, @RestQuery String form) {
        DatasetManifest manifest = manifest(name, version);
        VersionExport.Form wanted = form(form);
        VersionExport export = new VersionExport(known.store(), pixels -> PngEncoder.encode(
                new Picture(manifest.colour().channels(), manifest.height(), manifest.width(), pixels)));
        StreamingOutput body = out -> export.write(manifest, wanted, out);
        return Response.ok(body).header(HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s-%d.zip\"".formatted(manifest.dataset(), manifest.version())).build();
    }

    /** What a deletion would leave without its pictures. */
    @GET
    @Path("/dependents")
    @Operation(summary = "Lists the models and training runs that depend on a version")
    public DependentsView dependents(@RestPath String name, @RestPath String version) {
        return dependents.of(manifest(name, version).reference());
    }

    /** Removes the version for good. */
    @DELETE
    @Needs(Role.ADMIN)
    @Operation(summary = "Deletes a version for good; its number is not given again", description = "Refused where models or runs depend "
            + "on it, unless force=true.")
    public Response delete(@RestPath String name, @RestPath String version, @RestQuery boolean force,
            @RestHeader("Idempotency-Key") String idempotencyKey, @Context SecurityContext caller) {
        DatasetReference asked = reference(name, version);
        Call call = Call.of(caller, "DELETE /v1/datasets/%s/versions/%s".formatted(name, version), idempotencyKey);
        DatasetCommand.Delete command = new DatasetCommand.Delete(intake.id(call), asked, force);
        return Intake.accepted(intake.begin(call, command, Kind.DELETION, name, name, Fingerprint.of(command), () -> {
            known.require(asked);
            if (!force) {
                dependents.requireNone(asked);
            }
        }), "/v1/jobs");
    }

    private DatasetManifest manifest(String name, String version) {
        return known.manifest(reference(name, version));
    }

    private static DatasetReference reference(String name, String version) {
        return DatasetReference.parse(name + "@" + version);
    }

    private static VersionExport.Form form(String asked) {
        if (asked == null || asked.equals("folders")) {
            return VersionExport.Form.FOLDERS;
        }
        if (asked.equals("huggingface")) {
            return VersionExport.Form.HUGGING_FACE;
        }
        throw ProblemException.invalidField("form", "there is no form '%s': folders, huggingface".formatted(asked));
    }

    private static Split split(String asked) {
        return Arrays.stream(Split.values()).filter(split -> asked == null || split.toString().equals(asked))
                .findFirst().orElseThrow(() -> ProblemException.invalidField("split", "there is no split '%s': %s"
                        .formatted(asked, Arrays.stream(Split.values()).map(Split::toString)
                                .collect(Collectors.joining(", ")))));
    }
}
