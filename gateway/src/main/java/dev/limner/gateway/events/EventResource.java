package dev.limner.gateway.events;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.mutiny.Multi;

import dev.limner.contracts.api.EventView;

/** {@code GET /v1/events}: what happens, as it happens (server-sent events, HTML standard 9.2). */
@Path("/v1/events")
@Tag(name = "Events", description = "Everything that happens, live")
public class EventResource {
    private final EventHub hub;

    public EventResource(EventHub hub) {
        this.hub = hub;
    }

    /** Follows what happens, from now on. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Follows what happens, from now on", description = "Each server-sent event has the short type "
            + "as its event, and an EventView as its data. Filters: job, model, dataset, type (training.progressed, or "
            + "training for all of them). A comment comes every 15 s. A client that does not keep up is disconnected. "
            + "Browsers' EventSource may send the key as ?key=.")
    @APIResponse(responseCode = "200", description = "The stream", content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = EventView.class)))
    public Multi<OutboundSseEvent> follow(@RestQuery String job, @RestQuery String model, @RestQuery String dataset,
            @RestQuery String type, @Context Sse sse) {
        return hub.follow(EventFilter.of(job, model, dataset, type)).map(frame -> event(frame, sse));
    }

    private static OutboundSseEvent event(Frame frame, Sse sse) {
        return frame.isHeartbeat()
                ? sse.newEventBuilder().comment("still here").build()
                : sse.newEventBuilder().id(frame.id()).name(frame.type()).data(String.class, frame.data()).build();
    }
}
