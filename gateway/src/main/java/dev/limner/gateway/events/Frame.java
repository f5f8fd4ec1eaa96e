package dev.limner.gateway.events;

/**
 * What a client of the event stream is sent.
 *
 * @param id   the stream's position after it; null for a heartbeat
 * @param type the event's short type; null for a heartbeat
 * @param data the event as JSON; null for a heartbeat
 */
record Frame(String id, String type, String data) {
    /** A comment that keeps the connection open. */
    static final Frame HEARTBEAT = new Frame(null, null, null);

    boolean isHeartbeat() {
        return this == HEARTBEAT;
    }
}
