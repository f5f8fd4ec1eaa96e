package dev.limner.gateway.runs;

import java.io.InputStream;
import java.util.Optional;

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

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.api.MetricView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.messages.Command;
import dev.limner.contracts.messages.TrainingCommand;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.access.Needs;
import dev.limner.gateway.access.Role;
import dev.limner.gateway.datasets.KnownDatasets;
import dev.limner.gateway.jobs.JobFilter;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.gateway.jobs.Kind;
import dev.limner.gateway.jobs.KnownJob;
import dev.limner.gateway.lists.Slice;
import dev.limner.gateway.submissions.Call;
import dev.limner.gateway.submissions.Fingerprint;
import dev.limner.gateway.submissions.Intake;
import dev.limner.gateway.submissions.JsonBody;
import dev.limner.store.ObjectStore;

/** {@code /v1/training-runs}. Out: {@code limner.training-commands}, key the run's id. */
@Path("/v1/training-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training runs", description = "Training a model on a dataset")
public class RunResource {
    private static final String ROUTE = "/v1/training-runs";
    private static final String NEWEST = "latest";

    private final Intake intake;
    private final JobProjection jobs;
    private final RunTables tables;
    private final KnownDatasets datasets;
    private final ObjectStore objects;

    public RunResource(Intake intake, JobProjection jobs, RunTables tables, KnownDatasets datasets,
            ObjectStore objects) {
        this.intake = intake;
        this.jobs = jobs;
        this.tables = tables;
        this.datasets = datasets;
        this.objects = objects;
    }

    /** Begins a run. */
    @POST
    @Needs(Role.TRAINER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Trains a model", description = "Body: model, family (vae), preset, dataset (flowers or "
            + "flowers@3), budget (500k images, 2000steps, 20m), seed, settings, device (auto, cpu, cuda:N), "
            + "keepCheckpoints. A model has one active run.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TrainingCommand.Start.class)))
    @APIResponse(responseCode = "202", description = "Accepted: the run", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response start(InputStream body, @RestHeader("Idempotency-Key") String idempotencyKey,
            @Context SecurityContext caller) {
        Call call = Call.of(caller, ROUTE, idempotencyKey);
        TrainingCommand.Start start = JsonBody.read(body, intake.id(call), TrainingCommand.Start.class);
        KnownJob job = intake.begin(call, start, Kind.TRAINING_RUN, start.model(), start.id(), Fingerprint.of(start),
                () -> datasets.require(start.dataset()));
        return Intake.accepted(job, ROUTE);
    }

    /** A page of runs, newest first. */
    @GET
    @Operation(summary = "Lists training runs, newest first", description = "Filters: model, state.")
    public Page<JobView> list(@RestQuery String model, @RestQuery String state, @RestQuery String limit,
            @RestQuery String cursor) {
        return jobs.list(JobFilter.of(Kind.TRAINING_RUN.word(), model, state), Slice.of(limit, cursor));
    }

    /** One run. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Shows a training run")
    public JobView get(@RestPath String id) {
        return jobs.require(Kind.TRAINING_RUN, id).view();
    }

    /** A run's curve, oldest point first; thinned where it has many points. */
    @GET
    @Path("/{id}/metrics")
    @Operation(summary = "Lists a run's reports: losses, images/s, time to the end", description = "At most 1000 points, evenly thinned; all of them in one page unless a limit is given.")
    public Page<MetricView> metrics(@RestPath String id, @RestQuery String limit, @RestQuery String cursor) {
        return tables.metrics(jobs.require(Kind.TRAINING_RUN, id).id(),
                Slice.of(limit == null ? Integer.toString(RunTables.POINTS) : limit, cursor));
    }

    /** Which grids a run has, newest first. */
    @GET
    @Path("/{id}/grids")
    @Operation(summary = "Lists a run's grids of pictures, newest first")
    public Page<RunTables.Grid> grids(@RestPath String id) {
        return new Page<>(tables.grids(jobs.require(Kind.TRAINING_RUN, id).id()), null);
    }

    /** A grid of pictures from fixed noise, or of held-out pictures beside the model's own. */
    @GET
    @Path("/{id}/grids/{images}.png")
    @Produces("image/png")
    @Operation(summary = "Shows a grid of pictures", description = "images: a number of images seen for which there is a grid, or latest. "
            + "kind: samples (the default), reconstructions, nearest (where the run was evaluated) or traversals (at its end).")
    public byte[] grid(@RestPath String id, @RestPath String images, @RestQuery String kind) {
        String asked = kind == null ? "samples" : kind;
        Optional<Long> number = images.equals(NEWEST) ? Optional.empty() : Optional.of(number(images));
        return tables.grid(jobs.require(Kind.TRAINING_RUN, id).id(), asked, number)
                .map(grid -> objects.get(grid.key()))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND,
                        "run '%s' has no grid of %s at %s images; /v1/training-runs/%s/grids lists all"
                                .formatted(id, asked, images, id)));
    }

    /** What TensorBoard shows of a run. */
    @GET
    @Path("/{id}/tensorboard")
    @Produces("application/zip")
    @Operation(summary = "Sends a run's TensorBoard files", description = "Losses, images/s, gradient norm, learning rate, measures and grids; a step is a number of images seen. "
            + "A ZIP with one folder, named after the run.")
    public Response tensorboard(@RestPath String id) {
        KnownJob run = jobs.require(Kind.TRAINING_RUN, id);
        return Response.ok(EventArchive.of(objects, run.view().subject(), run.id()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.zip\"".formatted(run.id()))
                .build();
    }

    /** Pauses a run at its next checkpoint. */
    @POST
    @Path("/{id}/stop")
    @Needs(Role.TRAINER)
    @Operation(summary = "Pauses a run at a checkpoint, to be resumed or cancelled")
    public Response stop(@RestPath String id, @RestHeader("Idempotency-Key") String idempotencyKey,
            @Context SecurityContext caller) {
        Call call = Call.of(caller, ROUTE + "/" + id + "/stop", idempotencyKey);
        return control(call, id, new TrainingCommand.Stop(intake.id(call), id));
    }

    /** Goes on with a stopped run. */
    @POST
    @Path("/{id}/resume")
    @Needs(Role.TRAINER)
    @Operation(summary = "Goes on with a stopped run")
    public Response resume(@RestPath String id, @RestHeader("Idempotency-Key") String idempotencyKey,
            @Context SecurityContext caller) {
        Call call = Call.of(caller, ROUTE + "/" + id + "/resume", idempotencyKey);
        return control(call, id, new TrainingCommand.Resume(intake.id(call), id));
    }

    /** Ends a run; its checkpoints stay. */
    @POST
    @Path("/{id}/cancel")
    @Needs(Role.TRAINER)
    @Operation(summary = "Ends a run; its checkpoints stay")
    public Response cancel(@RestPath String id, @RestHeader("Idempotency-Key") String idempotencyKey,
            @Context SecurityContext caller) {
        Call call = Call.of(caller, ROUTE + "/" + id + "/cancel", idempotencyKey);
        return control(call, id, new TrainingCommand.Cancel(intake.id(call), id));
    }

    private Response control(Call call, String id, Command command) {
        return Intake.accepted(intake.control(call, command, jobs.require(Kind.TRAINING_RUN, id), id), ROUTE);
    }

    private static long number(String images) {
        if (!images.matches("[0-9]{1,18}")) {
            throw ProblemException.invalidField("images", "'%s' is not a number of images, nor '%s'"
                    .formatted(images, NEWEST));
        }
        return Long.parseLong(images);
    }
}
