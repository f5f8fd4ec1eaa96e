package dev.limner.store.safetensors;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One meaning is left to every file: everything else is refused, by name. */
class StrictTensorsTest {
    private static final String FLOATS = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void shouldRefuseAFileTooShortForItsHeadersSize(int bytes) {
        assertRefused(new byte[bytes], "too short");
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000_001L, Long.MAX_VALUE, -1L, Long.MIN_VALUE})
    void shouldRefuseAHeaderAboveTheLimit(long size) {
        assertRefused(ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(size).array(),
                "at most 100000000");
    }

    @Test
    void shouldRefuseAHeaderLongerThanTheFile() {
        assertRefused(ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(13).array(),
                "a header of 13 bytes in a file of 20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " {}", "[]", "null", "\ufeff{}"})
    void shouldRefuseAHeaderThatBeginsOtherwise(String header) {
        assertRefused(file(header, 0), "does not begin with {");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}x", "{}{}", "{\"a\":}", "{'a':1}", "{\"a\":NaN}", "{}\u0000"})
    void shouldRefuseAHeaderThatIsNotJson(String header) {
        assertRefused(file(header, 0), "not JSON");
    }

    @Test
    void shouldRefuseAHeaderThatIsNotUtf8() {
        // Given
        byte[] file = file("{\"?\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}", 0);
        file[Long.BYTES + 2] = (byte) 0xff;

        // When and then
        assertRefused(file, "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{" + FLOATS + "," + FLOATS + "}",
            "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}," + FLOATS + "}",
            "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            "{\"\\u0061\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}," + FLOATS + "}"})
    void shouldRefuseDuplicateKeys(String header) {
        assertRefused(file(header, 8), "Duplicate field");
    }

    @Test
    void shouldRefuseAGap() {
        assertRefused(file("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[3,5]}}", 5), "'b'", "a gap");
    }

    @Test
    void shouldRefuseAGapAtTheBeginning() {
        assertRefused(file("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", 3), "'a'", "a gap");
    }

    @Test
    void shouldRefuseAnOverlap() {
        assertRefused(file("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}", 4), "'b'", "an overlap");
    }

    @Test
    void shouldRefuseTwoTensorsOnTheSameBytes() {
        assertRefused(file("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}", 4), "'b'", "an overlap");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 9, 100})
    void shouldRefuseDataThatDoesNotEndWithTheFile(int dataBytes) {
        assertRefused(file("{" + FLOATS + "}", dataBytes), "end at byte 8 of " + dataBytes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "[3]|[0,8]|8 bytes are not F32",
            "[2,2]|[0,8]|8 bytes are not F32",
            "[0]|[0,8]|8 bytes are not F32",
            "[9223372036854775807,4]|[0,8]|beyond any file",
            "[4611686018427387904,2]|[0,0]|beyond any file",
            "[2]|[8,0]|a beginning and an end",
            "[2]|[0]|a beginning and an end",
            "[2]|[0,8,8]|a beginning and an end",
            "[2]|0|not an array",
            "2|[0,8]|not an array",
            "[-2]|[0,8]|whole numbers",
            "[2.0]|[0,8]|whole numbers",
            "[`2`]|[0,8]|whole numbers",
            "[null]|[0,8]|whole numbers",
            "[2]|[-8,0]|whole numbers",
            "[18446744073709551618]|[0,8]|whole numbers"})
    void shouldRefuseSizesThatAreNotShapeTimesType(String shape, String offsets, String reason) {
        assertRefused(file("{\"a\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":%s}}".formatted(
                shape.replace('`', '"'), offsets), 8), "'a'", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"F16\"", "\"f32\"", "\"F64\"", "32", "null", "\"\""})
    void shouldRefuseOtherTypes(String dtype) {
        assertRefused(file("{\"a\":{\"dtype\":%s,\"shape\":[2],\"data_offsets\":[0,8]}}".formatted(dtype), 8),
                "'a'", "dtype");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"a\":1}",
            "{\"a\":[]}",
            "{\"a\":{}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"code\":\"x\"}}"})
    void shouldRefuseMissingAndUnknownFields(String header) {
        assertRefused(file(header, 8), "'a' has the fields");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[]|not an object", "`x`|not an object", "{`k`:1}|not a string",
            "{`k`:{}}|not a string", "{`k`:null}|not a string"})
    void shouldRefuseMetadataThatIsNotText(String metadata, String reason) {
        assertRefused(file("{\"__metadata__\":%s,%s}".formatted(metadata.replace('`', '"'), FLOATS), 8), reason);
    }

    private static void assertRefused(byte[] file, String... reasons) {
        assertThatThrownBy(() -> SafeTensors.read(file)).isInstanceOf(MalformedTensorsException.class)
                .hasMessageContainingAll(reasons);
    }

    private static byte[] file(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = Arrays.copyOf(ByteBuffer.allocate(Long.BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length).put(json).array(), Long.BYTES + json.length + dataBytes);
        return file;
    }
}
