package dev.limner.contracts.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.Limits;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

class CloudEventsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#all")
    void shouldReadBackEveryMessageInBinaryMode(Contract contract) {
        // Given
        Record message = contract.record(contract.example());
        String id = contract.example().path("id").asText("event-1");
        Map<String, byte[]> headers = bytes(CloudEvents.headers(id, contract.type(), "limner/trainer-service",
                "subject", NOON, 3, 7));

        // When
        Envelope envelope = CloudEvents.read(headers, Json.write(message));

        // Then
        assertThat(envelope).usingRecursiveComparison().ignoringFields("data")
                .isEqualTo(new Envelope(id, contract.type(), "limner/trainer-service", NOON, 3, 7, null));
        assertThat(Json.write(envelope.message())).isEqualTo(Json.write(message));
    }

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#all")
    void shouldReadEveryMessageInStructuredMode(Contract contract) {
        // Given: extension attributes are strings or numbers
        ObjectNode event = Json.object("""
                {"specversion": "1.0", "id": "event-1", "source": "elsewhere", "time": "2026-03-01T13:00:00.123+01:00",
                 "datacontenttype": "application/json", "epoch": 3, "sequence": "7"}""".getBytes(UTF_8));
        event.put("type", contract.type().full()).set("data", contract.example());

        // When
        Envelope envelope = CloudEvents.read(Map.of(), Json.write(event));

        // Then
        assertThat(envelope).usingRecursiveComparison().ignoringFields("data")
                .isEqualTo(new Envelope(contract.example().path("id").asText("event-1"), contract.type(), "elsewhere",
                        NOON, 3, 7, null));
        assertThat(Json.object(Json.write(envelope.message()))).isEqualTo(contract.example());
    }

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#commands")
    void shouldReadEveryCommandAsPlainJson(Contract contract) {
        // Given
        ObjectNode body = contract.example();
        body.put("type", contract.type().name());

        // When
        Envelope envelope = CloudEvents.read(Map.of(), Json.write(body));

        // Then
        assertThat(envelope.id()).isEqualTo(body.get("id").asText());
        assertThat(envelope.type()).isEqualTo(contract.type());
        assertThat(envelope.source()).isNull();
        assertThat(envelope.time()).isNull();
        assertThat(Json.object(Json.write(envelope.message()))).isEqualTo(contract.example());
    }

    @Test
    void shouldLetTheBodyWinOverHeaders() {
        // Given
        Map<String, byte[]> headers = bytes(
                Map.of("ce_id", "of-the-header", "ce_type", "dev.limner.generation.cancel.v1"));
        byte[] body = "{\"id\":\"of-the-body\",\"type\":\"generation.sample\",\"model\":\"m\"}".getBytes(UTF_8);

        // When
        Envelope envelope = CloudEvents.read(headers, body);

        // Then
        assertThat(envelope.id()).isEqualTo("of-the-body");
        assertThat(envelope.message()).isEqualTo(
                new GenerationCommand.Sample("of-the-body", ModelReference.parse("m"), 1, null, null, null));
    }

    @Test
    void shouldLetTheStructuredBodyWinOverHeadersAndItsDataOverBoth() {
        // Given
        Map<String, byte[]> headers = bytes(Map.of("ce_id", "of-the-header", "ce_source", "header", "ce_epoch", "9",
                "ce_type", "dev.limner.training.stop.v1", "ce_specversion", "1.0"));
        byte[] body = """
                {"specversion": "1.0", "id": "of-the-event", "source": "body", "epoch": 2,
                 "type": "dev.limner.generation.sample.v1", "data": {"id": "of-the-data", "model": "m"}}"""
                .getBytes(UTF_8);

        // When
        Envelope envelope = CloudEvents.read(headers, body);

        // Then
        assertThat(envelope.id()).isEqualTo("of-the-data");
        assertThat(envelope.source()).isEqualTo("body");
        assertThat(envelope.epoch()).isEqualTo(2);
        assertThat(envelope.type().name()).isEqualTo("generation.sample");
    }

    @ParameterizedTest
    @CsvSource({"generation.sample", "dev.limner.generation.sample.v1"})
    void shouldFillInTheHeadersIdWhereTheBodyHasNone(String type) {
        // Given
        Map<String, byte[]> headers = bytes(Map.of("ce_id", "of-the-header", "ce_type", type));

        // When
        Envelope envelope = CloudEvents.read(headers, "{\"model\":\"m@best\"}".getBytes(UTF_8));

        // Then
        assertThat(envelope.data().get("id").asText()).isEqualTo("of-the-header");
        assertThat(envelope.message()).isInstanceOfSatisfying(GenerationCommand.Sample.class,
                sample -> assertThat(sample.id()).isEqualTo("of-the-header"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"id\":\"a\"}                                      | malformed-message | has no type",
            "{\"id\":\"a\",\"type\":\"training.begin\"}          | unknown-type      | 'training.begin'",
            "{\"id\":\"a\",\"type\":\"dev.limner.training.start.v2\"} | unknown-type | v2",
            "{\"type\":\"training.stop\",\"target\":\"r\"}       | invalid-field     | is missing",
            "{\"id\":\"a b\",\"type\":\"training.stop\"}         | invalid-field     | 'a b'",
            "{\"id\":7,\"type\":\"training.stop\"}               | invalid-field     | not a string",
            "{\"id\":\"a\",\"type\":7}                           | invalid-field     | not a string",
            "{\"type\":\"training.stopped\",\"job\":\"r\"}       | malformed-message | has no id",
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"type\":\"training.stop\"}                   | malformed-message | data",
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"type\":\"training.stop\",\"data\":\"e30=\"} | malformed-message | data",
            "{\"specversion\":\"0.3\",\"id\":\"a\",\"type\":\"training.stop\",\"data\":{}}       | malformed-message | '0.3'",
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"data\":{\"type\":\"training.stop\"}}        | malformed-message | type",
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"type\":\"training.stop\",\"time\":\"noon\",\"data\":{}} | invalid-field | 'noon'",
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"type\":\"training.stop\",\"epoch\":\"x\",\"data\":{}} | invalid-field | 'x'",
            "[{\"specversion\":\"1.0\"}]                         | malformed-message | not a JSON object"})
    void shouldRefuseMalformedMessages(String body, String type, String detail) {
        // When
        Problem problem = refusal(Map.of(), body.getBytes(UTF_8));

        // Then
        assertThat(problem.type()).isEqualTo("urn:limner:problem:" + type);
        assertThat(problem.detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource({"ce_time,yesterday", "ce_epoch,one", "ce_sequence,", "ce_specversion,2.0"})
    void shouldRefuseMalformedHeaders(String header, String value) {
        // Given
        Map<String, byte[]> headers = bytes(Map.of(header, value == null ? "" : value));

        // When
        Problem problem = refusal(headers,
                "{\"id\":\"a\",\"type\":\"training.stop\",\"target\":\"r\"}".getBytes(UTF_8));

        // Then
        assertThat(problem.detail()).contains("'" + (value == null ? "" : value) + "'");
    }

    @Test
    void shouldRefuseRecordsWithoutAValueAndThoseAboveTheLimit() {
        // Given
        byte[] large = new byte[Limits.MESSAGE_BYTES + 1];

        // When
        Problem problem = refusal(Map.of(), large);

        // Then
        assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE.uri());
        assertThat(problem.detail()).contains(Integer.toString(Limits.MESSAGE_BYTES));
        assertThat(refusal(Map.of(), null).type()).isEqualTo(ProblemType.MALFORMED_MESSAGE.uri());
        assertThat(refusal(Map.of(), new byte[0]).type()).isEqualTo(ProblemType.MALFORMED_MESSAGE.uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "\u0000\u0001", "{\"id\":"})
    void shouldRefuseWhatIsNoJson(String body) {
        assertThat(refusal(Map.of("ce_id", "a".getBytes(UTF_8)), body.getBytes(UTF_8)).type())
                .isEqualTo(ProblemType.MALFORMED_MESSAGE.uri());
    }

    @Test
    void shouldWriteTheAttributesOfCloudEvents() {
        // Given
        MessageType type = MessageType.ALL.get("training.started");

        // When
        Map<String, String> headers = CloudEvents.headers("run:2:5", type, "limner/trainer-service", "run", NOON, 2, 5);

        // Then
        assertThat(headers).containsExactlyInAnyOrderEntriesOf(Map.of("ce_specversion", "1.0", "ce_id", "run:2:5",
                "ce_type", "dev.limner.training.started.v1", "ce_source", "limner/trainer-service", "ce_subject", "run",
                "ce_time", "2026-03-01T12:00:00.123Z", "ce_epoch", "2", "ce_sequence", "5", "content-type",
                "application/json"));
    }

    private static Problem refusal(Map<String, byte[]> headers, byte[] value) {
        return catchThrowableOfType(ProblemException.class, () -> CloudEvents.read(headers, value)).problem();
    }

    private static Map<String, byte[]> bytes(Map<String, String> headers) {
        Map<String, byte[]> bytes = new HashMap<>();
        headers.forEach((name, value) -> bytes.put(name, value.getBytes(UTF_8)));
        return bytes;
    }
}
