package dev.limner.cli.client;

import java.net.URI;

/** No gateway answers at an address. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(URI address, Throwable cause) {
        super("no Limner answers at %s (%s): start one with `limner up`, or set LIMNER_URL and LIMNER_KEY"
                .formatted(address, cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                cause);
    }
}
