package dev.limner.contracts.api;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One event of {@code GET /v1/events}: the {@code data} of a server-sent event whose {@code event} is the type.
 *
 * @param id      of the CloudEvent
 * @param type    the short type, {@code training.progressed}
 * @param subject the job's id, or the registry's key
 * @param topic   where it travelled
 */
public record EventView(String id, String type, String subject, String topic, Instant time, JsonNode data) {}
