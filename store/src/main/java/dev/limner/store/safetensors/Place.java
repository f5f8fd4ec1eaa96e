package dev.limner.store.safetensors;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.tensors.Tensor;

/**
 * A tensor's line in the header.
 *
 * @param begin its first byte within the data
 * @param end   the byte after its last one
 */
record Place(Tensor.Type type, long[] shape, long begin, long end) {
    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

    /**
     * Reads and checks one line by itself.
     *
     * @throws MalformedTensorsException naming the tensor and the field
     */
    static Place read(String name, JsonNode json) {
        Set<String> fields = new TreeSet<>();
        json.fieldNames().forEachRemaining(fields::add);
        if (!fields.equals(FIELDS)) {
            throw new MalformedTensorsException("'%s' has the fields %s, where %s are asked for"
                    .formatted(name, fields, new TreeSet<>(FIELDS)));
        }
        Tensor.Type type = type(name, json.get("dtype"));
        long[] shape = whole(name, "shape", json.get("shape"));
        long[] offsets = whole(name, "data_offsets", json.get("data_offsets"));
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw new MalformedTensorsException("'%s': data_offsets %s are not a beginning and an end"
                    .formatted(name, Arrays.toString(offsets)));
        }
        if (offsets[1] - offsets[0] != bytes(name, type, shape)) {
            throw new MalformedTensorsException("'%s': %d bytes are not %s of shape %s"
                    .formatted(name, offsets[1] - offsets[0], type, Arrays.toString(shape)));
        }
        return new Place(type, shape, offsets[0], offsets[1]);
    }

    private static Tensor.Type type(String name, JsonNode json) {
        return Arrays.stream(Tensor.Type.values())
                .filter(type -> type.name().equals(json.textValue()))
                .findFirst()
                .orElseThrow(() -> new MalformedTensorsException("'%s': dtype %s is not one of %s"
                        .formatted(name, json, Arrays.toString(Tensor.Type.values()))));
    }

    private static long[] whole(String name, String field, JsonNode json) {
        if (!json.isArray()) {
            throw new MalformedTensorsException("'%s': %s is not an array".formatted(name, field));
        }
        long[] numbers = new long[json.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode number = json.get(i);
            if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
                throw new MalformedTensorsException("'%s': %s has %s, where whole numbers from 0 up are asked for"
                        .formatted(name, field, number));
            }
            numbers[i] = number.longValue();
        }
        return numbers;
    }

    private static long bytes(String name, Tensor.Type type, long[] shape) {
        try {
            long bytes = type.bytes();
            for (long side : shape) {
                bytes = Math.multiplyExact(bytes, side);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw new MalformedTensorsException("'%s': the shape %s is beyond any file"
                    .formatted(name, Arrays.toString(shape)), e);
        }
    }
}
