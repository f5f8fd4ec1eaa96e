package dev.limner.gateway.submissions;

import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Command;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.gateway.jobs.Kind;
import dev.limner.gateway.jobs.KnownJob;

/** How every POST becomes a command: its id, its check, its row, its record, its answer. */
@Singleton
public class Intake {
    private final CommandIds ids;
    private final Submissions submissions;
    private final JobProjection jobs;
    private final Clock clock;

    public Intake(CommandIds ids, Submissions submissions, JobProjection jobs, Clock clock) {
        this.ids = ids;
        this.submissions = submissions;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** The id of the command that a call sends: the same for a repetition. */
    public String id(Call call) {
        return ids.next(call.apiKey(), call.route(), call.idempotencyKey());
    }

    /**
     * Accepts a command that begins a job.
     *
     * @param subject     the dataset or the model; null where there is neither
     * @param key         the record's key
     * @param fingerprint of the request, see {@link Fingerprint}
     * @param check       throws what is known to be wrong, and does what has to be done before; only for a new command
     * @return the job as it is known now
     */
    public KnownJob begin(Call call, Command command, Kind kind, String subject, String key, byte[] fingerprint,
            Runnable check) {
        if (!call.mayRepeat() || !submissions.isRepetition(command.id(), fingerprint)) {
            check.run();
        }
        KnownJob job = KnownJob.submitted(command.id(), kind, subject, shown(command),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        Submission submission = Submission.of(command, job.id(), key, fingerprint, call.apiKey(), job.createdAt());
        boolean first = submissions.accept(submission, Optional.of(job));
        return first ? job : known(job);
    }

    /** The request as the job shows it: a generation's body alone does not say which operation it is. */
    private static ObjectNode shown(Command command) {
        ObjectNode body = Json.MAPPER.valueToTree(command);
        return command instanceof GenerationCommand.Request request
                ? body.put("operation", request.operation())
                : body;
    }

    /**
     * Accepts a command to a job that is there.
     *
     * @throws ProblemException (illegal state) if the job has ended
     */
    public KnownJob control(Call call, Command command, KnownJob target, String key) {
        if (target.state().terminal()) {
            throw new ProblemException(ProblemType.ILLEGAL_STATE, "%s '%s' has %s: nothing more happens to it"
                    .formatted(target.kind().word(), target.id(), target.state().word()));
        }
        submissions.accept(Submission.of(command, target.id(), key, Fingerprint.of(command), call.apiKey(),
                clock.instant()), Optional.empty());
        return target;
    }

    /** 202 with the job and where to look for it. */
    public static Response accepted(KnownJob job, String collection) {
        return Response.accepted(job.view()).location(URI.create(collection + "/" + job.id())).build();
    }

    private KnownJob known(KnownJob submitted) {
        return jobs.find(submitted.id()).orElse(submitted);
    }
}
