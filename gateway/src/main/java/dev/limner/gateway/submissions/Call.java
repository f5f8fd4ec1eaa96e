package dev.limner.gateway.submissions;

import jakarta.ws.rs.core.SecurityContext;

import dev.limner.contracts.problems.ProblemException;

/**
 * What identifies a POST beside its body.
 *
 * @param apiKey         id of the key it was sent with
 * @param route          its path without parameters that the body repeats, {@code /v1/generations}
 * @param idempotencyKey chosen by the client, the same for a repetition; null where it sent none
 */
public record Call(String apiKey, String route, String idempotencyKey) {
    private static final int LONGEST = 255;

    public Call {
        if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST)) {
            throw ProblemException.invalidField("Idempotency-Key",
                    "the header has 1 to %d characters, or is left out".formatted(LONGEST));
        }
    }

    /** The call as JAX-RS shows it. */
    public static Call of(SecurityContext caller, String route, String idempotencyKey) {
        return new Call(caller.getUserPrincipal().getName(), route, idempotencyKey);
    }

    /** Whether it may be a repetition. */
    boolean mayRepeat() {
        return idempotencyKey != null;
    }
}
