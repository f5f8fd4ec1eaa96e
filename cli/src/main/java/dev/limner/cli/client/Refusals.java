package dev.limner.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;

import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** Answers that are not 2xx, as exceptions. */
final class Refusals {
    private static final int SHOWN = 200;

    private Refusals() {}

    /** The problem in the body (RFC 9457), or one made of the status where the body is something else. */
    static ProblemException of(int status, byte[] body, URI address) {
        try {
            Problem problem = Json.read(body, Problem.class);
            if (problem.title() != null && problem.detail() != null) {
                return new ProblemException(problem);
            }
        } catch (ProblemException e) {
            // No problem document: somebody else's page, whose beginning says more than nothing.
            return unreadable(status, body, address);
        }
        return unreadable(status, body, address);
    }

    private static ProblemException unreadable(int status, byte[] body, URI address) {
        String text = new String(body, UTF_8).strip();
        ProblemType type = status == 503 ? ProblemType.UNAVAILABLE : ProblemType.INTERNAL;
        return new ProblemException(new Problem(type.uri(), "%s answered %d".formatted(address, status), status,
                text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text, null));
    }
}
