package dev.limner.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;

import dev.limner.contracts.api.EventView;
import dev.limner.contracts.messages.Json;

/**
 * Passes each event on to every client that wants it. Each client has a queue of {@link #QUEUE} frames; one that does
 * not read fast enough to keep it from filling is disconnected, and holds up neither the others nor the memory.
 */
@Singleton
public class EventHub {
    /** Frames that wait for one client at most. */
    static final int QUEUE = 1024;

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    private record Client(EventFilter filter, MultiEmitter<? super Frame> emitter) {}

    /** Everything from now on that the filter admits, and heartbeats. Fails when the subscriber is too slow. */
    Multi<Frame> follow(EventFilter filter) {
        Multi<Frame> frames = Multi.createFrom().emitter(emitter -> {
            Client client = new Client(filter, emitter);
            emitter.onTermination(() -> clients.remove(client));
            clients.add(client);
            emitter.emit(Frame.HEARTBEAT);
        });
        return frames.onOverflow().buffer(QUEUE);
    }

    /** Whether any client wants this event. */
    boolean wanted(EventView event) {
        return clients.stream().anyMatch(client -> client.filter.admits(event));
    }

    /** Passes an event on; returns at once. */
    void publish(String id, EventView event) {
        Frame frame = null;
        for (Client client : clients) {
            if (client.filter.admits(event)) {
                frame = frame == null ? new Frame(id, event.type(), new String(Json.write(event), UTF_8)) : frame;
                client.emitter.emit(frame);
            }
        }
    }

    /** Sends every client a heartbeat. */
    void beat() {
        clients.forEach(client -> client.emitter.emit(Frame.HEARTBEAT));
    }

    /** Ends every client's stream. */
    void close() {
        clients.forEach(client -> client.emitter.complete());
    }

    /** How many clients follow. */
    int size() {
        return clients.size();
    }
}
