package dev.limner.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.problems.Problem;

/**
 * A command that was set aside, as far as it could be read.
 *
 * @param id      its own id
 * @param type    its short type name, {@code training.start}; null where it has none that is known
 * @param data    its body; empty where it could not be read
 * @param problem why it was refused
 */
public record RefusedCommand(String id, String type, ObjectNode data, Problem problem) {

    /** A text of the body, for the event; null where there is none or it is no text. */
    public String text(String field) {
        return data.path(field).textValue();
    }
}
