package dev.limner.gateway.submissions;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

import dev.limner.contracts.messages.Command;
import dev.limner.contracts.messages.DatasetCommand;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.TrainingCommand;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.access.Needs;
import dev.limner.gateway.access.Role;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.gateway.jobs.KnownJob;

/**
 * {@code POST /v1/jobs/{id}/cancel}, whatever the job is. Out: {@code limner.dataset-commands}, key the dataset;
 * {@code limner.training-commands} and {@code limner.generation-requests}, key the job's id.
 */
@Path("/v1/jobs/{id}/cancel")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class CancelResource {
    private final Intake intake;
    private final JobProjection jobs;

    public CancelResource(Intake intake, JobProjection jobs) {
        this.intake = intake;
        this.jobs = jobs;
    }

    /** Ends a job that has not ended. */
    @POST
    @Needs(Role.TRAINER)
    @Operation(summary = "Ends a job that has not ended: an import, a training run or a generation")
    public Response cancel(@RestPath String id, @RestHeader("Idempotency-Key") String idempotencyKey,
            @Context SecurityContext caller) {
        KnownJob job = jobs.find(id).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_JOB,
                "there is no job '%s'".formatted(id)));
        Call call = Call.of(caller, "/v1/jobs/" + id + "/cancel", idempotencyKey);
        Command cancel = cancel(job, intake.id(call));
        String key = cancel instanceof DatasetCommand ? job.subject() : id;
        return Intake.accepted(intake.control(call, cancel, job, key), "/v1/jobs");
    }

    private static Command cancel(KnownJob job, String id) {
        return switch (job.kind()) {
            case IMPORT, SELECTION, AUGMENTATION, DELETION -> new DatasetCommand.Cancel(id, job.id());
            case TRAINING_RUN -> new TrainingCommand.Cancel(id, job.id());
            case GENERATION -> new GenerationCommand.Cancel(id, job.id());
        };
    }
}
