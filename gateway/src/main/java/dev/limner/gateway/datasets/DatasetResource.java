package dev.limner.gateway.datasets;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.limner.contracts.api.DatasetVersionView;
import dev.limner.contracts.api.DatasetView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.lists.Slice;

/** {@code /v1/datasets}: what was imported, by name and version. */
@Path("/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Datasets", description = "Pictures to learn from, in immutable versions")
public class DatasetResource {
    private final DatasetTable datasets;

    DatasetResource(DatasetTable datasets) {
        this.datasets = datasets;
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

    static ProblemException unknown(String what) {
        return new ProblemException(ProblemType.UNKNOWN_DATASET, ("there is no dataset '%s'; GET /v1/datasets lists "
                + "all, POST /v1/datasets/{name}/imports makes one").formatted(what));
    }
}
