package dev.limner.gateway.jobs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.lists.Slice;

/** {@code /v1/jobs}: imports, training runs and generations alike. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs", description = "Everything that was asked for, and how far it is")
public class JobResource {
    private final JobProjection jobs;

    public JobResource(JobProjection jobs) {
        this.jobs = jobs;
    }

    /** A page of jobs, newest first. */
    @GET
    @Operation(summary = "Lists jobs, newest first", description = "Filters: kind (import, selection, augmentation, deletion, training-run, generation), "
            + "subject (a dataset's or model's name), state.")
    public Page<JobView> list(@RestQuery String kind, @RestQuery String subject, @RestQuery String state,
            @RestQuery String limit, @RestQuery String cursor) {
        return jobs.list(JobFilter.of(kind, subject, state), Slice.of(limit, cursor));
    }

    /** One job of any kind. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Shows a job")
    public JobView get(@RestPath String id) {
        return jobs.find(id).map(KnownJob::view).orElseThrow(
                () -> new ProblemException(ProblemType.UNKNOWN_JOB, "there is no job '%s'".formatted(id)));
    }
}
