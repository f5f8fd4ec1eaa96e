package dev.limner.gateway.datasets;

import java.io.InputStream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.DatasetCommand;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.gateway.access.Needs;
import dev.limner.gateway.access.Role;
import dev.limner.gateway.jobs.Kind;
import dev.limner.gateway.models.KnownModels;
import dev.limner.gateway.submissions.Call;
import dev.limner.gateway.submissions.Fingerprint;
import dev.limner.gateway.submissions.Intake;
import dev.limner.gateway.submissions.JsonBody;

/**
 * {@code POST /v1/datasets/{name}/selections} and {@code …/augmentations}: versions made of a version. Out:
 * {@code limner.dataset-commands}, key the dataset that gets the version.
 */
@Path("/v1/datasets/{name}/{operation:selections|augmentations}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Datasets")
public class DerivationResource {
    private final Intake intake;
    private final KnownDatasets datasets;
    private final KnownModels models;

    DerivationResource(Intake intake, KnownDatasets datasets, KnownModels models) {
        this.intake = intake;
        this.datasets = datasets;
        this.models = models;
    }

    /** Begins a selection or an augmentation. */
    @POST
    @Needs(Role.TRAINER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Makes a version of some of a version's pictures (selections), or a larger one (augmentations)", description = "Body: "
            + "the fields of dataset.select or dataset.augment without id and from; version: which to begin with, the newest unless given.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DatasetCommand.Augment.class)))
    @APIResponse(responseCode = "202", description = "Accepted: the job", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response begin(@RestPath String name, @RestPath String operation, InputStream body,
            @RestHeader("Idempotency-Key") String idempotencyKey, @Context SecurityContext caller) {
        Names.name("name", name);
        Call call = Call.of(caller, "/v1/datasets/%s/%s".formatted(name, operation), idempotencyKey);
        ObjectNode fields = JsonBody.object(body);
        fields.put("id", intake.id(call)).put("from", from(name, fields).toString());
        if (operation.equals("selections")) {
            DatasetCommand.Select select = Json.read(fields, DatasetCommand.Select.class);
            return Intake.accepted(intake.begin(call, select, Kind.SELECTION, select.makes(), select.makes(),
                    Fingerprint.of(select), () -> datasets.require(select.from())), "/v1/jobs");
        }
        DatasetCommand.Augment augment = Json.read(fields, DatasetCommand.Augment.class);
        return Intake.accepted(intake.begin(call, augment, Kind.AUGMENTATION, augment.makes(), augment.makes(),
                Fingerprint.of(augment), () -> {
                    datasets.require(augment.from());
                    if (augment.model() != null) {
                        models.require(augment.model());
                    }
                }), "/v1/jobs");
    }

    /** The newest version is left to be found when the job is done: a repetition of the request is then the same. */
    private static DatasetReference from(String name, ObjectNode fields) {
        if (!fields.hasNonNull("version")) {
            return new DatasetReference(name, 0);
        }
        if (!fields.get("version").canConvertToInt() || fields.get("version").intValue() < 1) {
            throw ProblemException.invalidField("version", "%s is no version: they count from 1"
                    .formatted(fields.get("version")));
        }
        return new DatasetReference(name, fields.get("version").intValue());
    }
}
