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
import dev.limner.contracts.api.Families;
import dev.limner.contracts.api.ModelDescription;
import dev.limner.contracts.api.ModelView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.lists.Slice;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;
import dev.limner.store.checkpoints.Descriptions;

/** {@code /v1/models}: what was trained, by name. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models", description = "What training runs have made")
public class ModelResource {
    private final ModelTable models;
    private final ObjectStore objects;
    private final Descriptions descriptions;

    public ModelResource(ModelTable models, ObjectStore objects) {
        this.models = models;
        this.objects = objects;
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
        CheckpointView checkpoint = checkpoint(reference);
        ObjectNode description = descriptions.find(checkpoint.model(), checkpoint.run())
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND,
                        "run '%s', which '%s' comes from, was not described".formatted(checkpoint.run(), reference)));
        description.put("model", checkpoint.model()).put("checkpoint", checkpoint.checkpoint())
                .put("family", checkpoint.family()).put("preset", checkpoint.preset());
        return Json.MAPPER.convertValue(description, ModelDescription.class);
    }

    /** What each direction of the noise changes. */
    @GET
    @Path("/{reference}/traversals.png")
    @Produces("image/png")
    @Operation(summary = "Shows what each direction of a model's noise changes", description = "A row for each of the directions that change pictures most, from -2.5 to 2.5 standard deviations. "
            + "Made at the end of a run. reference: a model (its latest checkpoint), model@alias or model@checkpoint")
    public byte[] traversals(@RestPath String reference) {
        CheckpointView checkpoint = checkpoint(reference);
        String place = checkpoint.checkpoint().substring(checkpoint.run().length() + 1);
        try {
            return objects.get("models/%s/%s/grids/%s-traversals.png".formatted(checkpoint.model(), checkpoint.run(),
                    place));
        } catch (NoSuchObjectException e) {
            throw new ProblemException(ProblemType.NOT_FOUND,
                    "checkpoint '%s' of model '%s' has no sheet of traversals: a run makes it for its last checkpoint, and family %s %s"
                            .formatted(checkpoint.checkpoint(), checkpoint.model(), checkpoint.family(),
                                    Families.named(checkpoint.family()).paints()
                                            ? "can have one"
                                            : "paints nothing from noise"),
                    e);
        }
    }

    private CheckpointView checkpoint(String reference) {
        ModelReference asked = ModelReference.parse(reference);
        return models.find(asked).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_MODEL,
                "there is no checkpoint '%s'".formatted(asked)));
    }
}
