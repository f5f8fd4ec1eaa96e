package dev.limner.jobs;

import java.util.UUID;

import dev.limner.contracts.messages.Json;

/** Ids of refusals: the same command refused for the same reason is one event. */
final class Refusals {
    private Refusals() {}

    static String eventId(String command, Announcement announcement) {
        return command + ":refused:" + UUID.nameUUIDFromBytes(Json.write(announcement.event()));
    }
}
