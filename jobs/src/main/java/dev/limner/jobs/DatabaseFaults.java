package dev.limner.jobs;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

import org.jdbi.v3.core.ConnectionException;
import org.slf4j.Logger;

/** Tells a database that is away or busy from a statement that is wrong. */
final class DatabaseFaults {
    /** Connection exceptions, insufficient resources, operator intervention: all but a cancelled query. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");
    private static final Set<String> STATES = Set.of("40001", "40P01", "55P03", "25P03", "25P04");
    private static final String CANCELLED = "57014";

    private DatabaseFaults() {}

    /** Whether the same transaction may well succeed later. Its outcome may be unknown. */
    static boolean passing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException sql && passing(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean passing(String state) {
        return state != null && !state.equals(CANCELLED)
                && (STATES.contains(state) || CLASSES.contains(state.substring(0, Math.min(2, state.length()))));
    }

    /** Logs a failure: a database that is away by its reason, anything else with where it came from. */
    static void warn(Logger log, String what, Throwable failure) {
        if (passing(failure)) {
            log.warn("{}: {}", what, reason(failure));
        } else {
            log.warn("{}: {}", what, reason(failure), failure);
        }
    }

    /** The innermost reason, for a log line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage().strip();
    }
}
