package dev.limner.runtime;

import dev.limner.jobs.Announcement;

/** Makes the event that tells a sender that his command was refused. */
@FunctionalInterface
public interface Refusal {

    /** The event to announce, or null for none. Only derives it; touches nothing. */
    Announcement event(RefusedCommand command);
}
