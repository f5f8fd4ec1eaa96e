package dev.limner.gateway.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.Problem;

/**
 * An event of some job's life, in the terms in which all kinds of job are alike.
 *
 * @param job      the job it tells of
 * @param kind     what the job is
 * @param subject  the dataset or the model; null where the event does not say
 * @param move     what it does to the job
 * @param epoch    of the claim it comes from; 0 before the first
 * @param sequence among the job's events; 0 for best-effort ones
 * @param place    how far a progress event is, growing within an epoch: images seen or pictures done
 * @param problem  why it failed or was refused; else null
 * @param time     when it was made
 * @param body     the event's body
 */
public record JobEvent(String job, Kind kind, String subject, Move move, long epoch, long sequence, long place,
        Problem problem, Instant time, ObjectNode body) {
    /** Storing follows reading, and counts from 0 again. */
    private static final long STORING = 1L << 40;
    private static final Map<String, Long> STAGES = Map.of("choosing", 1L << 38, "transforming", 1L << 38, "sampling",
            1L << 39, "storing", STORING);

    /** What an event does to the state of its job. */
    public enum Move {
        ACCEPT(State.ACCEPTED),
        RUN(State.RUNNING),
        PROGRESS(State.RUNNING),
        STOP(State.STOPPED),
        SUCCEED(
                State.SUCCEEDED),
        FAIL(State.FAILED),
        CANCEL(State.CANCELLED),
        REFUSE(State.REFUSED);

        private final State state;

        Move(State state) {
            this.state = state;
        }

        State state() {
            return state;
        }
    }

    private static final Map<String, Move> MOVES = Map.ofEntries(
            Map.entry("accepted", Move.ACCEPT), Map.entry("started", Move.RUN),
            Map.entry("grid-published", Move.RUN), Map.entry("checkpointed", Move.RUN),
            Map.entry("progressed", Move.PROGRESS), Map.entry("stopped", Move.STOP),
            Map.entry("version-published", Move.SUCCEED), Map.entry("deleted", Move.SUCCEED),
            Map.entry("succeeded", Move.SUCCEED),
            Map.entry("failed", Move.FAIL), Map.entry("cancelled", Move.CANCEL), Map.entry("refused", Move.REFUSE));

    private static final Map<String, Kind> KINDS = Map.of("dataset", Kind.IMPORT, "training", Kind.TRAINING_RUN,
            "generation", Kind.GENERATION);

    /**
     * The job's event that a message is; nothing for messages that tell of no job (the registry's).
     *
     * @param received stands in for the time where the message carries none
     * @throws dev.limner.contracts.problems.ProblemException (invalid field) where the body is not of its type
     */
    public static Optional<JobEvent> of(Envelope message, Instant received) {
        String[] name = message.type().name().split("\\.", 2);
        Kind kind = kind(name[0], message.data());
        Move move = MOVES.get(name[1]);
        String job = message.data().path("job").asText(null);
        if (kind == null || move == null || job == null) {
            return Optional.empty();
        }
        Names.id("job", job);
        message.message();
        ObjectNode body = message.data();
        Problem problem = body.hasNonNull("problem") ? Json.read(body.get("problem"), Problem.class) : null;
        return Optional.of(new JobEvent(job, kind, subject(kind, body), move, message.epoch(), message.sequence(),
                place(body), problem, message.time() == null ? received : message.time(), body));
    }

    private static String subject(Kind kind, ObjectNode body) {
        return body.path(kind == Kind.TRAINING_RUN || kind == Kind.GENERATION ? "model" : "dataset").asText(null);
    }

    /** A job of a dataset says by its first event which kind it is. */
    private static Kind kind(String topic, ObjectNode body) {
        return !topic.equals("dataset") ? KINDS.get(topic) : switch (body.path("operation").asText()) {
            case "select" -> Kind.SELECTION;
            case "augment" -> Kind.AUGMENTATION;
            case "delete" -> Kind.DELETION;
            default -> Kind.IMPORT;
        };
    }

    private static long place(ObjectNode body) {
        return body.path("images").asLong() + body.path("done").asLong()
                + STAGES.getOrDefault(body.path("stage").asText(), 0L);
    }
}
