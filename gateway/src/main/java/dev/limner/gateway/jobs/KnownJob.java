package dev.limner.gateway.jobs;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.problems.Problem;

/**
 * What the gateway knows of a job. Rules 3 and 4 of the design hold here for every reader of the API: an event from a
 * lower epoch, or one seen already, changes nothing; the first terminal state stays; a refused message never disturbs
 * a job that goes on.
 *
 * <p>A pure value: {@link #after} gives the job as it is once an event was seen, or the same object where the event
 * changes nothing. State, result and problem do not depend on the order in which one job's events arrive, nor on how
 * often each does.
 *
 * @param epoch         the highest claim seen
 * @param sequence      the newest event of that claim that was not a best-effort one; -1 before the first
 * @param progressEpoch the claim that {@code progress} comes from
 * @param progressPlace how far {@code progress} is within that claim
 */
public record KnownJob(String id, Kind kind, String subject, State state, long epoch, long sequence,
        long progressEpoch, long progressPlace, JsonNode request, JsonNode progress, JsonNode result, Problem problem,
        Instant createdAt, Instant updatedAt) {
    private static final long NONE = -1;

    /** A job that was submitted here, and that nothing was heard of yet. */
    public static KnownJob submitted(String id, Kind kind, String subject, JsonNode request, Instant now) {
        return new KnownJob(id, kind, subject, State.SUBMITTED, 0, NONE, 0, NONE, request, null, null, null, now, now);
    }

    /** A job that was begun elsewhere and is first heard of through one of its events. */
    public static KnownJob heardOf(JobEvent first) {
        return submitted(first.job(), first.kind(), first.subject(), null, first.time()).after(first);
    }

    /** The job once this event was seen; this object itself where it changes nothing. */
    public KnownJob after(JobEvent event) {
        if (state.terminal()) {
            return this;
        }
        return switch (event.move()) {
            case REFUSE -> state == State.SUBMITTED ? refused(event) : this;
            case PROGRESS -> progressed(event);
            case ACCEPT, RUN, STOP -> newer(event) ? revived().moved(event) : remembering(event);
            case SUCCEED, CANCEL -> event.epoch() < epoch ? this : revived().moved(event).ended(event.body(), null);
            case FAIL -> event.epoch() < epoch ? this : revived().moved(event).ended(event.body(), event.problem());
        };
    }

    /** As the API shows it. */
    public JobView view() {
        return new JobView(id, kind.word(), subject, state.word(), request, progress, result, problem, createdAt,
                updatedAt);
    }

    /** Without the bytes of the pictures in its result: how lists show it. */
    KnownJob withoutPictures() {
        if (result == null || !result.path("pictures").isArray()) {
            return this;
        }
        JsonNode lean = result.deepCopy();
        lean.get("pictures").forEach(picture -> ((ObjectNode) picture).remove("png"));
        return ended(lean, problem);
    }

    private boolean newer(JobEvent event) {
        return event.epoch() > epoch || event.epoch() == epoch && event.sequence() > sequence;
    }

    /** Progress is sent directly and may overtake what its own claim told before it, but not what stopped the claim. */
    private KnownJob progressed(JobEvent event) {
        if (event.epoch() < epoch || event.epoch() == progressEpoch && event.place() <= progressPlace) {
            return this;
        }
        boolean overtakes = event.epoch() > epoch;
        State next = overtakes || state != State.STOPPED ? State.RUNNING : state;
        KnownJob job = revived();
        return new KnownJob(id, kind, subjectOr(event), next, event.epoch(), overtakes ? 0 : sequence, event.epoch(),
                event.place(), request, event.body(), null, job.problem, createdAt, later(event));
    }

    private KnownJob moved(JobEvent event) {
        return new KnownJob(id, kind, subjectOr(event), event.move().state(), Math.max(epoch, event.epoch()),
                event.epoch() > epoch ? event.sequence() : Math.max(sequence, event.sequence()), progressEpoch,
                progressPlace, requestOr(event), progress, result, problem, createdAt, later(event));
    }

    /** A refusal is told outside the job's life, so it does not count among its epochs and sequences. */
    private KnownJob refused(JobEvent event) {
        return new KnownJob(id, kind, subjectOr(event), State.REFUSED, epoch, sequence, progressEpoch, progressPlace,
                request, progress, null, event.problem(), createdAt, later(event));
    }

    /** An event that came too late to move the job may still tell what nothing else told. */
    private KnownJob remembering(JobEvent event) {
        if (subjectOr(event) == subject && requestOr(event) == request) {
            return this;
        }
        return new KnownJob(id, kind, subjectOr(event), state, epoch, sequence, progressEpoch, progressPlace,
                requestOr(event), progress, result, problem, createdAt, updatedAt);
    }

    private KnownJob ended(JsonNode body, Problem reason) {
        return new KnownJob(id, kind, subject, state, epoch, sequence, progressEpoch, progressPlace, request, progress,
                body, reason, createdAt, updatedAt);
    }

    /** Without the refusal of a message that had this id and was not this job's. */
    private KnownJob revived() {
        return state == State.REFUSED ? ended(null, null) : this;
    }

    private String subjectOr(JobEvent event) {
        return subject == null ? event.subject() : subject;
    }

    /** What was accepted stands in for the command where the gateway did not see that. */
    private JsonNode requestOr(JobEvent event) {
        return request == null && event.move() == JobEvent.Move.ACCEPT ? event.body() : request;
    }

    private Instant later(JobEvent event) {
        return event.time().isAfter(updatedAt) ? event.time() : updatedAt;
    }
}
