package dev.limner.gateway.datasets;

import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.api.DatasetVersionView;
import dev.limner.contracts.api.DatasetView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.lists.Slice;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.Split;

/** {@code /v1/datasets}: what was imported, by name and version. */
@Path("/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Datasets", description = "Pictures to learn from, in immutable versions")
public class DatasetResource {
    private static final String PNG = "image/png";

    private final DatasetTable datasets;
    private final KnownDatasets known;
    private final Previews previews;

    DatasetResource(DatasetTable datasets, KnownDatasets known, Previews previews) {
        this.datasets = datasets;
        this.known = known;
        this.previews = previews;
    }

    /** A page of datasets by name. */
    @GET
    @Operation(summary = "Lists datasets by name, with their versions")
    public Page<DatasetView> list(@RestQuery String limit, @RestQuery String cursor) {
        return datasets.list(Slice.of(limit, cursor));
    }

    /** One dataset. */
    @GET
    @Path("/{name}")
    @Operation(summary = "Shows a dataset and its versions, newest first")
    public DatasetView get(@RestPath String name) {
        return datasets.find(Names.name("name", name)).orElseThrow(() -> unknown(name));
    }

    /** A dataset's versions. */
    @GET
    @Path("/{name}/versions")
    @Operation(summary = "Lists a dataset's versions, newest first")
    public Page<DatasetVersionView> versions(@RestPath String name) {
        return new Page<>(get(name).versions(), null);
    }

    /** One version. */
    @GET
    @Path("/{name}/versions/{version}")
    @Operation(summary = "Shows a version")
    public DatasetVersionView version(@RestPath String name, @RestPath String version) {
        DatasetReference asked = reference(name, version);
        return datasets.find(asked.dataset(), asked.version()).orElseThrow(() -> unknown(asked.toString()));
    }

    /** What was admitted into a version and what was not. */
    @GET
    @Path("/{name}/versions/{version}/report")
    @Operation(summary = "Shows a version's admission report: what was counted, refused and left out, and why")
    public JsonNode report(@RestPath String name, @RestPath String version) {
        return manifest(name, version).report();
    }

    /** Some pictures of each class. */
    @GET
    @Path("/{name}/versions/{version}/preview.png")
    @Produces(PNG)
    @Operation(summary = "Shows some pictures of each class as one picture")
    public byte[] preview(@RestPath String name, @RestPath String version) {
        return previews.sheet(manifest(name, version));
    }

    /** One picture. */
    @GET
    @Path("/{name}/versions/{version}/images/{index}.png")
    @Produces(PNG)
    @Operation(summary = "Shows a picture", description = "index: 0 and up, in the version's order. "
            + "split: train (the default) or held-out.")
    public byte[] image(@RestPath String name, @RestPath String version, @RestPath String index,
            @RestQuery String split) {
        if (!index.matches("[0-9]{1,18}")) {
            throw ProblemException.invalidField("index", "'%s' is not a number, 0 and up".formatted(index));
        }
        return previews.picture(manifest(name, version), split(split), Long.parseLong(index));
    }

    private DatasetManifest manifest(String name, String version) {
        return known.manifest(reference(name, version));
    }

    private static DatasetReference reference(String name, String version) {
        return DatasetReference.parse(name + "@" + version);
    }

    private static Split split(String asked) {
        return Arrays.stream(Split.values()).filter(split -> asked == null || split.toString().equals(asked))
                .findFirst().orElseThrow(() -> ProblemException.invalidField("split", "there is no split '%s': %s"
                        .formatted(asked, Arrays.stream(Split.values()).map(Split::toString)
                                .collect(Collectors.joining(", ")))));
    }

    private static ProblemException unknown(String what) {
        return new ProblemException(ProblemType.UNKNOWN_DATASET, ("there is no dataset '%s'; GET /v1/datasets lists "
                + "all, POST /v1/datasets/{name}/imports makes one").formatted(what));
    }
}
