package dev.limner.gateway.models;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.api.CheckpointView;
import dev.limner.contracts.api.ModelDescription;
import dev.limner.contracts.api.ModelView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.lists.Slice;
import dev.limner.store.ObjectStore;
import dev.limner.store.checkpoints.Descriptions;

/** {@code /v1/models}: what was trained, by name. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models", description = "What training runs have made")
public class ModelResource {
    private final ModelTable models;
    private final Descriptions descriptions;

    public ModelResource(ModelTable models, ObjectStore objects) {
        this.models = models;
        this.descriptions = new Descriptions(objects);
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

    /** What a model consists of. */
    @GET
    @Path("/{reference}/description")
    @Operation(summary = "Lists a model's layers: parameters, multiply-adds, output shapes", description = "reference: "
            + "a model (its latest checkpoint), model@alias or model@checkpoint")
    public ModelDescription description(@RestPath String reference) {
        ModelReference asked = ModelReference.parse(reference);
        CheckpointView checkpoint = models.find(asked).orElseThrow(() -> new ProblemException(
                ProblemType.UNKNOWN_MODEL, "there is no checkpoint '%s'".formatted(asked)));
        ObjectNode description = descriptions.find(checkpoint.model(), checkpoint.run())
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND,
                        "run '%s', which '%s' comes from, was not described".formatted(checkpoint.run(), asked)));
        description.put("model", checkpoint.model()).put("checkpoint", checkpoint.checkpoint())
                .put("family", checkpoint.family()).put("preset", checkpoint.preset());
        return Json.MAPPER.convertValue(description, ModelDescription.class);
    }
}
