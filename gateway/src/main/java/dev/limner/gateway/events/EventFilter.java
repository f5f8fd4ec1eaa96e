package dev.limner.gateway.events;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.api.EventView;

/**
 * Which events a client wants; nothing for all.
 *
 * @param job     a job's id
 * @param model   a model's name; events that do not name their model are left out
 * @param dataset a dataset's name; events that do not name a dataset are left out
 * @param type    a short type, {@code training.progressed}, or its beginning, {@code training}
 */
public record EventFilter(Optional<String> job, Optional<String> model, Optional<String> dataset,
        Optional<String> type) {

    /** The filter of query parameters, each of which may be null. */
    public static EventFilter of(String job, String model, String dataset, String type) {
        return new EventFilter(Optional.ofNullable(job), Optional.ofNullable(model), Optional.ofNullable(dataset),
                Optional.ofNullable(type));
    }

    /** Whether the client wants this event. */
    public boolean admits(EventView event) {
        return job.map(wanted -> wanted.equals(event.data().path("job").asText())).orElse(true)
                && model.map(wanted -> wanted.equals(name(event.data().path("model")))).orElse(true)
                && dataset.map(wanted -> wanted.equals(name(event.data().path("dataset")))).orElse(true)
                && type.map(wanted -> event.type().equals(wanted) || event.type().startsWith(wanted + "."))
                        .orElse(true);
    }

    /** The name of a reference, {@code flowers} of {@code flowers@3}. */
    private static String name(JsonNode reference) {
        return reference.asText().split("@", 2)[0];
    }
}
