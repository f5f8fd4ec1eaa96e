package dev.limner.gateway.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a job is, as far as the topics have told.
 *
 * <pre>
 * SUBMITTED ──► ACCEPTED ──► RUNNING ◄──► STOPPED
 *     │             └────────────┴───────────┴──► SUCCEEDED | FAILED | CANCELLED   (the first one seen stays)
 *     └──► REFUSED   (only while nothing else was heard of the job; any event of its life corrects it)
 * </pre>
 */
public enum State {
    SUBMITTED,
    ACCEPTED,
    RUNNING,
    STOPPED,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    REFUSED;

    /** The word that travels: {@code running}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this word, if there is one. */
    public static Optional<State> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
    }

    /** Whether it is a job's last state: nothing that comes later changes it. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
