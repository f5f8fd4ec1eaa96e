package dev.limner.gateway.datasets;

import java.util.List;

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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.DatasetCommand;
import dev.limner.contracts.messages.DatasetCommand.StagedFile;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.gateway.access.Needs;
import dev.limner.gateway.access.Role;
import dev.limner.gateway.jobs.Kind;
import dev.limner.gateway.jobs.KnownJob;
import dev.limner.gateway.submissions.Call;
import dev.limner.gateway.submissions.CommandIds;
import dev.limner.gateway.submissions.Fingerprint;
import dev.limner.gateway.submissions.Intake;

/** {@code POST /v1/datasets/{name}/imports}. Out: {@code limner.dataset-commands}, key the dataset's name. */
@Path("/v1/datasets/{name}/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Datasets")
public class ImportResource {
    private static final String ROUTE = "/v1/datasets/%s/imports";

    private final Intake intake;
    private final CommandIds folders;
    private final Staging staging;

    public ImportResource(Intake intake, CommandIds folders, Staging staging) {
        this.intake = intake;
        this.folders = folders;
        this.staging = staging;
    }

    /** Begins an import. The files are in the bucket before anything is told of it (rule 6). */
    @POST
    @Needs(Role.TRAINER)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Makes a dataset version of uploaded files", description = "Parts: files (one for each file: a zip or tar of pictures in class folders, an IDX pair or several, "
            + "CIFAR batches, labels.csv, single pictures: PNG, JPEG, WebP, GIF, BMP, TIFF); optional size (16 to 256 pixels, or recommended), fit (crop, pad or stretch), "
            + "colour (grey, rgb, rgba or recommended), maxRefusedShare (0 to 1), "
            + "add (true: to the pictures of the newest version). "
            + "At most 2 GiB in all.")
    @APIResponse(responseCode = "202", description = "Accepted: the import", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response upload(@RestPath String name, @RestForm("files") List<FileUpload> files, @RestForm String size,
            @RestForm String fit, @RestForm String colour, @RestForm String maxRefusedShare, @RestForm String add,
            @RestHeader("Idempotency-Key") String idempotencyKey, @Context SecurityContext caller) {
        Names.name("name", name);
        Staging.check(files);
        Call call = Call.of(caller, ROUTE.formatted(name), idempotencyKey);
        String id = intake.id(call);
        // A folder of its own, so that a repetition never writes over what the first one's import reads.
        String folder = idempotencyKey == null ? id : folders.next(call.apiKey(), call.route(), null);
        DatasetCommand.Import command = command(id, name, Staging.places(files, folder), size, fit,
                colour, maxRefusedShare, add);
        // Without a key there is no repetition, so the files need not be read for it.
        byte[] fingerprint = Fingerprint.of((idempotencyKey == null ? folder : Staging.digests(files))
                + command.size() + command.colour() + command.maxRefusedShare()
                + (command.fit() == null ? "" : command.fit()) + (command.adds() ? "add" : ""));
        KnownJob job = intake.begin(call, command, Kind.IMPORT, name, name, fingerprint,
                () -> staging.store(files, command.files()));
        return Intake.accepted(job, "/v1/jobs");
    }

    private static DatasetCommand.Import command(String id, String dataset, List<StagedFile> files, String size,
            String fit, String colour, String maxRefusedShare, String add) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        fields.put("id", id).put("dataset", dataset).set("files", Json.MAPPER.valueToTree(files));
        if (size != null && !size.isBlank()) {
            fields.set("size",
                    size.strip().equals("recommended") ? TextNode.valueOf("recommended") : number("size", size));
        }
        if (fit != null && !fit.isBlank()) {
            fields.put("fit", fit.strip());
        }
        if (colour != null && !colour.isBlank()) {
            fields.put("colour", colour.strip());
        }
        if (maxRefusedShare != null && !maxRefusedShare.isBlank()) {
            fields.set("maxRefusedShare", number("maxRefusedShare", maxRefusedShare));
        }
        if (add != null && !add.isBlank()) {
            if (!add.strip().matches("true|false")) {
                throw ProblemException.invalidField("add", "'%s' is neither true nor false".formatted(add));
            }
            fields.put("add", Boolean.parseBoolean(add.strip()));
        }
        return Json.read(fields, DatasetCommand.Import.class);
    }

    /** A form's parts are text: what reads as a number is one, a whole one where it is written as one. */
    private static JsonNode number(String field, String text) {
        try {
            return text.strip().matches("-?[0-9]{1,9}")
                    ? IntNode.valueOf(Integer.parseInt(text.strip()))
                    : DoubleNode.valueOf(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw ProblemException.invalidField(field, "'%s' is not a number".formatted(text));
        }
    }
}
