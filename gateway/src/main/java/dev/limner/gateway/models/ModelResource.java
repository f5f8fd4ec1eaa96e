package dev.limner.gateway.models;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.limner.contracts.api.CheckpointView;
import dev.limner.contracts.api.ModelView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.lists.Slice;

/** {@code /v1/models}: what was trained, by name. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models", description = "What training runs have made")
public class ModelResource {
    private final ModelTable models;

    public ModelResource(ModelTable models) {
        this.models = models;
    }

    /** A page of models by name. */
    @GET
    @Operation(summary = "Lists models by name, with their aliases and checkpoints")
    public Page<ModelView> list(@RestQuery String limit, @RestQuery String cursor) {
        return models.list(Slice.of(limit, cursor));
    }

    /** One model. */
    @GET
    @Path("/{name}")
    @Operation(summary = "Shows a model with its aliases and its newest checkpoints")
    public ModelView get(@RestPath String name) {
        return models.find(Names.name("name", name)).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_MODEL,
                "there is no model '%s' with a checkpoint".formatted(name)));
    }

    /** A page of a model's checkpoints, newest first. */
    @GET
    @Path("/{name}/checkpoints")
    @Operation(summary = "Lists a model's checkpoints, newest first")
    public Page<CheckpointView> checkpoints(@RestPath String name, @RestQuery String limit,
            @RestQuery String cursor) {
        return models.checkpoints(get(name).name(), Slice.of(limit, cursor));
    }
}
