package dev.limner.runtime;

import java.io.IOException;
import java.sql.SQLTransientException;

import dev.limner.store.StoreUnavailableException;

/** The innermost cause of a failure, in words. */
final class Reasons {
    private Reasons() {}

    /** Whether a failure comes from another server or the network, so that where it was met says nothing. */
    static boolean ofTheWorld(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof SQLTransientException
                    || cause instanceof StoreUnavailableException) {
                return true;
            }
        }
        return false;
    }

    static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage().strip();
    }
}
