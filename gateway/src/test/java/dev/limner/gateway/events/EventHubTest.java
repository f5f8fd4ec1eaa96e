package dev.limner.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;

import dev.limner.contracts.api.EventView;
import dev.limner.contracts.messages.Json;

class EventHubTest {
    private static final EventFilter ALL = EventFilter.of(null, null, null, null);

    private final EventHub hub = new EventHub();

    @Test
    void shouldPassOnWhatEachClientWants() {
        // Given
        AssertSubscriber<Frame> all = follow(ALL, 100);
        AssertSubscriber<Frame> one = follow(EventFilter.of("run-1", null, null, "training"), 100);

        // When
        hub.publish("d:1;t:1", event("run-1", "training.progressed"));
        hub.publish("d:1;t:2", event("run-2", "training.progressed"));
        hub.publish("d:2;t:2", event("run-1", "dataset.accepted"));

        // Then
        assertThat(ids(all)).containsExactly("d:1;t:1", "d:1;t:2", "d:2;t:2");
        assertThat(ids(one)).containsExactly("d:1;t:1");
    }

    @Test
    void shouldDisconnectAClientThatDoesNotKeepUpAndServeTheOthers() {
        // Given
        AssertSubscriber<Frame> slow = follow(ALL, 1);
        AssertSubscriber<Frame> quick = follow(ALL, Long.MAX_VALUE);

        // When
        for (int i = 0; i < 3 * EventHub.QUEUE; i++) {
            hub.publish("t:" + i, event("run-1", "training.progressed"));
        }

        // Then
        slow.assertFailedWith(RuntimeException.class);
        assertThat(ids(quick)).hasSize(3 * EventHub.QUEUE);
        assertThat(hub.size()).isEqualTo(1);
    }

    @Test
    void shouldForgetAClientThatLeaves() {
        // Given
        AssertSubscriber<Frame> client = follow(ALL, 1);

        // When
        client.cancel();

        // Then
        assertThat(hub.size()).isZero();
    }

    private AssertSubscriber<Frame> follow(EventFilter filter, long requested) {
        return hub.follow(filter).subscribe().withSubscriber(AssertSubscriber.create(requested));
    }

    private static List<String> ids(AssertSubscriber<Frame> client) {
        return client.getItems().stream().filter(frame -> !frame.isHeartbeat()).map(Frame::id).toList();
    }

    private static EventView event(String job, String type) {
        return new EventView(job + ":1", type, job, "a-topic", Instant.EPOCH,
                Json.MAPPER.createObjectNode().put("job", job));
    }
}
