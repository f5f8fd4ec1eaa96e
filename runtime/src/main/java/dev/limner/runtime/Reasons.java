package dev.limner.runtime;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.common.errors.RetriableException;
import org.jdbi.v3.core.ConnectionException;

import dev.limner.store.StoreUnavailableException;

/** Why something failed: in words, and whether it is the doing of something that will pass. */
final class Reasons {
    /** SQL states that a value causes (data exceptions, violated constraints): the same again, however often. */
    private static final Set<String> OF_THE_DATA = Set.of("22", "23");

    private Reasons() {}

    /**
     * Whether a failure comes from a server that is away, busy or not set up yet, so that the same may succeed later.
     * Any other is taken to be in the record or in the program.
     */
    static boolean passing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() == null || sql.getSQLState().length() < 2
                        || !OF_THE_DATA.contains(sql.getSQLState().substring(0, 2));
            }
            if (cause instanceof IOException || cause instanceof TimeoutException
                    || cause instanceof RetriableException || cause instanceof ConnectionException
                    || cause instanceof StoreUnavailableException) {
                return true;
            }
        }
        return false;
    }

    /** The innermost cause's message. */
    static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage().strip();
    }
}
