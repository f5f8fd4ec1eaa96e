package dev.limner.gateway.generations;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.gateway.access.Needs;
import dev.limner.gateway.access.Role;
import dev.limner.gateway.jobs.JobFilter;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.gateway.jobs.Kind;
import dev.limner.gateway.jobs.KnownJob;
import dev.limner.gateway.lists.Slice;
import dev.limner.gateway.models.KnownModels;
import dev.limner.gateway.submissions.Call;
import dev.limner.gateway.submissions.Fingerprint;
import dev.limner.gateway.submissions.Intake;
import dev.limner.gateway.submissions.JsonBody;

/** {@code /v1/generations}. Out: {@code limner.generation-requests}, key the generation's id. */
@Path("/v1/generations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Generations", description = "New pictures: samples, and what is made of pictures that come with the request")
public class GenerationResource {
    private static final String ROUTE = "/v1/generations";
    private static final String SAMPLE = "sample";
    private static final String PREFIX = "generation.";

    private final Intake intake;
    private final JobProjection jobs;
    private final Waiters waiters;
    private final KnownModels models;
    private final ResultPictures pictures;
    private final RequestPictures inputs;

    GenerationResource(Intake intake, JobProjection jobs, Waiters waiters, KnownModels models,
            ResultPictures pictures, RequestPictures inputs) {
        this.intake = intake;
        this.jobs = jobs;
        this.waiters = waiters;
        this.models = models;
        this.pictures = pictures;
        this.inputs = inputs;
    }

    /** Asks for pictures, and waits for them where the client would rather wait. */
    @POST
    @Blocking
    @Needs(Role.USER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Asks for new pictures", description = "Body: operation, and what it takes. "
            + "sample: model (flowers-vae, flowers-vae@alias or flowers-vae@checkpoint), count, seed, label, temperature. "
            + "texture: exemplar, width, height, tileable, block, seed. "
            + "cutout: picture, trimap or box, background. "
            + "repair: picture, mask or box, model, count, label, seed. "
            + "vary: model, picture, strength, count, label, seed. "
            + "interpolate: model, seeds, labels, frames and loop, or columns and rows, temperature. "
            + "A picture is the file in base64 (up to 512 KiB), upload:<sha256> (POST /v1/uploads), or {\"generation\": id, "
            + "\"index\": n}. With the header 'Prefer: wait=N' the answer comes when the pictures are there, within N "
            + "seconds (at most 120).")
    @RequestBody(content = @Content(schema = @Schema(oneOf = {GenerationCommand.Sample.class,
            OperationCommand.Texture.class, OperationCommand.Cutout.class, OperationCommand.Repair.class,
            OperationCommand.Vary.class, OperationCommand.Interpolate.class})))
    @APIResponse(responseCode = "202", description = "Accepted: the generation", content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "200", description = "It has ended, within the time the client wanted to wait", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Uni<Response> generate(InputStream body, @RestHeader("Prefer") String prefer,
            @RestHeader("Idempotency-Key") String idempotencyKey, @Context SecurityContext caller) {
        Call call = Call.of(caller, ROUTE, idempotencyKey);
        GenerationCommand.Request request = request(JsonBody.object(body), intake.id(call));
        Optional<Duration> wait = Preference.wait(prefer);
        if (wait.isEmpty()) {
            return Uni.createFrom().item(Intake.accepted(begin(call, request), ROUTE));
        }
        CompletableFuture<KnownJob> ended = waiters.await(request.id());
        try {
            KnownJob job = begin(call, request);
            if (job.view().ended()) {
                ended.complete(job);
            }
        } catch (RuntimeException e) {
            waiters.forget(request.id(), ended);
            throw e;
        }
        return Uni.createFrom().completionStage(ended).map(job -> Response.ok(job.view()).build())
                .ifNoItem().after(wait.get()).recoverWithItem(() -> Intake.accepted(known(request.id()), ROUTE))
                .eventually(() -> waiters.forget(request.id(), ended));
    }

    /** A page of generations, newest first. */
    @GET
    @Operation(summary = "Lists generations, newest first", description = "Filters: model, state.")
    public Page<JobView> list(@RestQuery String model, @RestQuery String state, @RestQuery String limit,
            @RestQuery String cursor) {
        return jobs.list(JobFilter.of(Kind.GENERATION.word(), model, state), Slice.of(limit, cursor));
    }

    /** One generation. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Shows a generation")
    public JobView get(@RestPath String id) {
        return known(id).view();
    }

    /** One picture of a finished generation. */
    @GET
    @Path("/{id}/images/{index}.png")
    @Produces("image/png")
    @Operation(summary = "Shows a picture of a finished generation", description = "index: 0 and up")
    public byte[] image(@RestPath String id, @RestPath String index) {
        if (!index.matches("[0-9]{1,9}")) {
            throw ProblemException.invalidField("index", "'%s' is not a number, 0 and up".formatted(index));
        }
        return pictures.picture(known(id), Integer.parseInt(index));
    }

    /** All pictures of a finished generation. */
    @GET
    @Path("/{id}/archive.zip")
    @Produces("application/zip")
    @Operation(summary = "Sends all pictures of a finished generation, with manifest.json")
    public Response archive(@RestPath String id) {
        KnownJob job = known(id);
        return Response.ok(pictures.archive(job)).header(HttpHeaders.CONTENT_LENGTH, pictures.bytes(job))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.zip\"".formatted(id)).build();
    }

    /** Ends a generation that has not ended. */
    @POST
    @Path("/{id}/cancel")
    @Needs(Role.USER)
    @Operation(summary = "Ends a generation that has not ended")
    public Response cancel(@RestPath String id, @RestHeader("Idempotency-Key") String idempotencyKey,
            @Context SecurityContext caller) {
        Call call = Call.of(caller, ROUTE + "/" + id + "/cancel", idempotencyKey);
        GenerationCommand.Cancel cancel = new GenerationCommand.Cancel(intake.id(call), id);
        return Intake.accepted(intake.control(call, cancel, known(id), id), ROUTE);
    }

    private KnownJob begin(Call call, GenerationCommand.Request request) {
        if (!(request instanceof OperationCommand operation)) {
            return begin(call, request, Fingerprint.of(request), () -> {});
        }
        byte[] asked = Fingerprint.of(operation);
        RequestPictures.Resolved resolved = inputs.resolve(operation);
        return begin(call, resolved.command(), asked, () -> inputs.settle(resolved));
    }

    private KnownJob begin(Call call, GenerationCommand.Request request, byte[] fingerprint, Runnable settle) {
        String subject = request.model() == null ? null : request.model().model();
        return intake.begin(call, request, Kind.GENERATION, subject, request.id(), fingerprint, () -> {
            if (request.model() != null) {
                models.require(request.model());
            }
            settle.run();
        });
    }

    private KnownJob known(String id) {
        return jobs.require(Kind.GENERATION, id);
    }

    private static GenerationCommand.Request request(ObjectNode body, String id) {
        String operation = body.path("operation").asText(SAMPLE);
        Class<? extends Record> form = MessageType.named(PREFIX + operation).map(MessageType::form)
                .filter(GenerationCommand.Request.class::isAssignableFrom)
                .orElseThrow(() -> ProblemException.invalidField("operation", "there is no operation '%s': %s"
                        .formatted(operation, operations())));
        return (GenerationCommand.Request) Json.read(body.put("id", id), form);
    }

    private static String operations() {
        return MessageType.ALL.values().stream()
                .filter(type -> GenerationCommand.Request.class.isAssignableFrom(type.form()))
                .map(type -> type.name().substring(PREFIX.length())).collect(Collectors.joining(", "));
    }
}
