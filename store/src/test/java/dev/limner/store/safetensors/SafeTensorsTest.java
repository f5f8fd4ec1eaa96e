package dev.limner.store.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.store.Sha256;

class SafeTensorsTest {

    @Test
    void shouldReadBytesWrittenByHand() {
        // Given
        String json = "{\"test\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]}}  ";
        byte[] file = HexFormat.of().parseHex("3c00000000000000"
                + HexFormat.of().formatHex(json.getBytes(StandardCharsets.US_ASCII))
                + "0100000000000000" + "feffffffffffffff");

        // When
        SortedMap<String, Tensor> tensors = SafeTensors.read(file);

        // Then
        assertThat(tensors).containsOnlyKeys("test");
        assertThat(tensors.get("test").shape()).containsExactly(2);
        assertThat(tensors.get("test").longs()).containsExactly(1, -2);
    }

    @Test
    void shouldWriteTheBytesThatTheFormatAsksFor() {
        // Given
        SortedMap<String, Tensor> tensors = new TreeMap<>(Map.of(
                "a", Tensor.of(new byte[]{7}, 1),
                "b", Tensor.of(new float[]{1.5f}, 1, 1)));

        // When
        byte[] file = SafeTensors.write(tensors, new TreeMap<>(Map.of("format", "pt")));

        // Then
        String json = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]},"
                + "\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[4,5]}}";
        assertThat(file[0]).isEqualTo((byte) ((json.length() + 7) / 8 * 8));
        assertThat(new String(file, 8, file[0] & 0xff, StandardCharsets.US_ASCII)).startsWith(json).hasSize(file[0]
                & 0xff).satisfies(header -> assertThat(header.substring(json.length())).isBlank());
        assertThat(HexFormat.of().formatHex(file, file.length - 5, file.length)).isEqualTo("0000c03f" + "07");
    }

    @Test
    void shouldGiveTheSameBytesForTheSameTensors() {
        // Given
        SortedMap<String, Tensor> tensors = new TreeMap<>(Map.of("x", Tensor.of(new float[]{1, 2}, 2), "y",
                Tensor.of(new long[]{3}, 1)));

        // When
        byte[] first = SafeTensors.write(tensors, new TreeMap<>(Map.of("k", "v", "a", "b")));

        // Then
        assertThat(SafeTensors.write(new TreeMap<>((Map<String, Tensor>) tensors), new TreeMap<>(Map.of("a", "b", "k",
                "v")))).isEqualTo(first);
        assertThat(SafeTensors.metadata(first)).containsExactly(Map.entry("a", "b"), Map.entry("k", "v"));
    }

    @Test
    void shouldKeepScalarsAndEmptyTensors() {
        // Given
        SortedMap<String, Tensor> tensors = new TreeMap<>(Map.of("scalar", Tensor.of(new float[]{2}), "empty",
                Tensor.of(new long[0], 0, 3), "none", Tensor.of(new byte[0], 0)));

        // When
        SortedMap<String, Tensor> read = SafeTensors.read(SafeTensors.write(tensors, new TreeMap<>()));

        // Then
        assertThat(read).isEqualTo(tensors);
        assertThat(SafeTensors.read(SafeTensors.write(new TreeMap<>(), new TreeMap<>()))).isEmpty();
    }

    @Test
    void shouldKeepNotANumberOutsideOfWeightsAndRefuseItInThem() {
        // Given
        for (float value : new float[]{Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            SortedMap<String, Tensor> tensors = new TreeMap<>(Map.of("layer", Tensor.of(new float[]{0, value}, 2)));
            byte[] file = SafeTensors.write(tensors, new TreeMap<>());

            // When and then
            assertThat(SafeTensors.read(file)).isEqualTo(tensors);
            assertThatThrownBy(() -> SafeTensors.readWeights(file)).isInstanceOf(MalformedTensorsException.class)
                    .hasMessageContaining("element 1 of 'layer'");
        }
    }

    @Test
    void shouldTakeEveryFiniteNumberAsAWeight() {
        // Given
        float[] finite = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE};
        byte[] file = SafeTensors.write(new TreeMap<>(Map.of("w", Tensor.of(finite, 5))), new TreeMap<>());

        // When
        SortedMap<String, Tensor> read = SafeTensors.readWeights(file);

        // Then
        assertThat(read.get("w").floats()).containsExactly(finite);
    }

    @Test
    void shouldRefuseToWriteTheFormatsOwnName() {
        // Given
        SortedMap<String, Tensor> tensors = new TreeMap<>(Map.of("__metadata__", Tensor.of(new byte[]{1}, 1)));

        // When and then
        assertThatThrownBy(() -> SafeTensors.write(tensors, new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("__metadata__");
    }

    @Test
    void shouldDigestExactlyNamesTypesShapesAndData() {
        // Given
        SortedMap<String, Tensor> tensors = new TreeMap<>(Map.of("w", Tensor.of(new byte[]{5, 6}, 1, 2)));

        // When
        String digest = SafeTensors.digest(tensors);

        // Then
        assertThat(digest).isEqualTo(Sha256.hex(HexFormat.of().parseHex("0100000000000000" + "77" // w
                + "5538" // U8
                + "0200000000000000" + "0100000000000000" + "0200000000000000" + "0506")));
        assertThat(SafeTensors.digest(new TreeMap<>(Map.of("w", Tensor.of(new byte[]{5, 6}, 2, 1)))))
                .isNotEqualTo(digest);
        assertThat(SafeTensors.digest(new TreeMap<>(Map.of("v", Tensor.of(new byte[]{5, 6}, 1, 2)))))
                .isNotEqualTo(digest);
    }
}
