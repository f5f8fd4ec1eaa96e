package dev.limner.store.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Json;
import dev.limner.contracts.tensors.Tensor;

/**
 * The head of a safetensors file.
 *
 * @param places   where each tensor lies, in the order of the data
 * @param metadata what the file says of itself
 */
record Header(Map<String, Place> places, SortedMap<String, String> metadata) {
    /** Bytes of a header, as the format's own reader limits them. */
    static final int LARGEST = 100_000_000;
    private static final String METADATA = "__metadata__";
    /** The data begins at a multiple of this, so that every type is aligned. */
    private static final int ALIGNMENT = 8;

    /** A header for these tensors: wider types first, then by name, without gaps. */
    static Header of(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException("'%s' is the format's own name".formatted(METADATA));
        }
        List<String> names = tensors.keySet().stream()
                .sorted(Comparator.comparingInt((String name) -> -tensors.get(name).type().bytes())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        Map<String, Place> places = new LinkedHashMap<>();
        long at = 0;
        for (String name : names) {
            Tensor tensor = tensors.get(name);
            long end = at + tensor.data().remaining();
            places.put(name, new Place(tensor.type(), tensor.shape(), at, end));
            at = end;
        }
        return new Header(places, new TreeMap<>((Map<String, String>) metadata));
    }

    /** The header's JSON, padded with spaces. */
    byte[] json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode said = json.putObject(METADATA);
            metadata.forEach(said::put);
        }
        places.forEach((name, place) -> {
            ObjectNode tensor = json.putObject(name).put("dtype", place.type().name());
            ArrayNode shape = tensor.putArray("shape");
            Arrays.stream(place.shape()).forEach(shape::add);
            tensor.putArray("data_offsets").add(place.begin()).add(place.end());
        });
        byte[] text = Json.write(json);
        byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    /** Bytes of all tensors together. */
    long dataBytes() {
        return places.values().stream().mapToLong(Place::end).max().orElse(0);
    }

    /**
     * Reads and checks a file's header against the file's size.
     *
     * @throws MalformedTensorsException saying what is wrong and where
     */
    static Header read(byte[] file) {
        if (file.length < Long.BYTES) {
            throw new MalformedTensorsException("%d bytes: too short for the header's size".formatted(file.length));
        }
        long size = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (size < 0 || size > LARGEST) {
            throw new MalformedTensorsException("a header of %s bytes, where at most %d are allowed"
                    .formatted(Long.toUnsignedString(size), LARGEST));
        }
        if (size > file.length - Long.BYTES) {
            throw new MalformedTensorsException("a header of %d bytes in a file of %d".formatted(size, file.length));
        }
        ObjectNode json = parse(ByteBuffer.wrap(file, Long.BYTES, (int) size));
        SortedMap<String, String> metadata = metadata(json.remove(METADATA));
        Map<String, Place> places = inOrder(json);
        long at = 0;
        for (Map.Entry<String, Place> entry : places.entrySet()) {
            Place place = entry.getValue();
            if (place.begin() != at) {
                throw new MalformedTensorsException("'%s' begins at byte %d of the data, where %d comes next: %s"
                        .formatted(entry.getKey(), place.begin(), at, place.begin() > at ? "a gap" : "an overlap"));
            }
            at = place.end();
        }
        if (at != file.length - Long.BYTES - size) {
            throw new MalformedTensorsException("the tensors end at byte %d of %d bytes of data"
                    .formatted(at, file.length - Long.BYTES - size));
        }
        return new Header(places, metadata);
    }

    private static ObjectNode parse(ByteBuffer header) {
        if (!header.hasRemaining() || header.get(header.position()) != '{') {
            throw new MalformedTensorsException("the header does not begin with {");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(header).toString();
            return (ObjectNode) Json.MAPPER.readTree(text);
        } catch (CharacterCodingException e) {
            throw new MalformedTensorsException("the header is not UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new MalformedTensorsException("the header is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static SortedMap<String, String> metadata(JsonNode json) {
        SortedMap<String, String> metadata = new TreeMap<>();
        if (json != null && !json.isObject()) {
            throw new MalformedTensorsException(METADATA + " is not an object");
        }
        if (json != null) {
            json.properties().forEach(entry -> {
                if (!entry.getValue().isTextual()) {
                    throw new MalformedTensorsException("%s: '%s' is not a string".formatted(METADATA, entry.getKey()));
                }
                metadata.put(entry.getKey(), entry.getValue().textValue());
            });
        }
        return metadata;
    }

    private static Map<String, Place> inOrder(ObjectNode json) {
        Map<String, Place> read = new LinkedHashMap<>();
        json.properties().forEach(entry -> read.put(entry.getKey(), Place.read(entry.getKey(), entry.getValue())));
        Map<String, Place> places = new LinkedHashMap<>();
        read.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(Place::begin)
                        .thenComparingLong(Place::end)))
                .forEach(entry -> places.put(entry.getKey(), entry.getValue()));
        return places;
    }
}
