package dev.limner.contracts.api;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.problems.Problem;

/**
 * A job as the gateway knows it from the topics: an import, a training run or a generation.
 *
 * @param id       the job's id
 * @param kind     {@code import}, {@code training-run} or {@code generation}
 * @param subject  the dataset or the model it is about
 * @param state    {@code submitted} until its service has answered, then {@code accepted}, {@code running},
 *                 {@code stopped}, {@code succeeded}, {@code failed}, {@code cancelled} or {@code refused}
 * @param request  the command's body
 * @param progress the newest progress event's body; null before the first
 * @param result   the terminal event's body; null before it
 * @param problem  why it failed or was refused; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(String id, String kind, String subject, String state, JsonNode request, JsonNode progress,
        JsonNode result, Problem problem, Instant createdAt, Instant updatedAt) {

    /** Whether nothing more will happen to it. */
    public boolean ended() {
        return switch (state) {
            case "succeeded", "failed", "cancelled", "refused" -> true;
            default -> false;
        };
    }

    /** Whether it ended as asked for. */
    public boolean succeeded() {
        return state.equals("succeeded");
    }
}
