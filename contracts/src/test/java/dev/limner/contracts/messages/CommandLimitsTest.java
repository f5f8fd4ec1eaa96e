package dev.limner.contracts.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.problems.ProblemException;

/** A command's record and its schema refuse the same values, and take the same at the edge of each limit. */
class CommandLimitsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "generation.sample | count       | 1",
            "generation.sample | count       | 10000",
            "generation.sample | count       | null",
            "generation.sample | seed        | -9223372036854775808",
            "generation.sample | seed        | 9223372036854775807",
            "generation.sample | temperature | 2",
            "generation.sample | temperature | 0.001",
            "generation.sample | temperature | null",
            "generation.sample | label       | 3",
            "generation.sample | label       | null",
            "generation.sample | model       | \"m\"",
            "generation.sample | model       | \"m@0199a4c2-51f0-7d3e-8c1b-2f6e9a0b7c14-1-512000\"",
            "generation.texture | width      | 1",
            "generation.texture | height     | 4096",
            "generation.texture | tileable   | null",
            "generation.texture | block      | 4",
            "generation.texture | exemplar   | {\"generation\": \"g-1\", \"index\": 9999}",
            "generation.texture | exemplar   | \"iVBORw0KGgo=\"",
            "generation.cutout | box         | null",
            "generation.cutout | box         | {\"x\": 0, \"y\": 0, \"width\": 1, \"height\": 1}",
            "generation.repair | count       | 8",
            "generation.repair | model       | null",
            "generation.repair | label       | 3",
            "generation.vary   | strength    | 0",
            "generation.vary   | strength    | 1",
            "generation.vary   | count       | 256",
            "generation.interpolate | seeds  | [1, 2, 3, 4]",
            "generation.interpolate | frames | 1000",
            "generation.interpolate | labels | [3]",
            "generation.interpolate | labels | null",
            "dataset.import    | size        | 16",
            "dataset.import    | size        | 256",
            "dataset.import    | size        | null",
            "dataset.import    | size        | \"recommended\"",
            "dataset.import    | fit         | \"pad\"",
            "dataset.import    | fit         | null",
            "dataset.import    | colour      | \"rgb\"",
            "dataset.import    | colour      | \"rgba\"",
            "dataset.import    | colour      | \"recommended\"",
            "dataset.import    | maxRefusedShare | 0",
            "dataset.import    | maxRefusedShare | 1",
            "training.start    | budget      | \"2.5M\"",
            "training.start    | budget      | \"20ksteps\"",
            "training.start    | device      | \"cuda:3\"",
            "training.start    | device      | null",
            "training.start    | keepCheckpoints | 1",
            "training.start    | keepCheckpoints | 1000",
            "training.start    | budget      | \"0.5h\"",
            "training.start    | dataset     | \"flowers\"",
            "training.start    | preset      | null",
            "training.start    | settings    | null",
            "training.start    | settings    | {\"latents\": 16, \"flip\": true, \"rate\": \"0.1\"}",
            "training.stop     | target      | \"01J8ZQ4W7N5B3M6V9X2C1D0E8F\""})
    void shouldBeTaken(String type, String field, String value) {
        // Given
        Contract contract = new Contract(MessageType.named(type).orElseThrow());

        // When
        ObjectNode body = with(contract, field, value);

        // Then
        assertThat(contract.faults(body)).isEmpty();
        assertThat(contract.record(body)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "generation.sample | count       | 0",
            "generation.sample | count       | 10001",
            "generation.sample | count       | \"3\"",
            "generation.sample | count       | 2.5",
            "generation.sample | seed        | 9223372036854775808",
            "generation.sample | temperature | 0",
            "generation.sample | temperature | 2.01",
            "generation.sample | temperature | \"NaN\"",
            "generation.sample | label       | {}",
            "generation.sample | model       | 5",
            "generation.sample | model       | {\"model\": \"m\", \"selector\": \"latest\"}",
            "generation.sample | model       | \"m@\"",
            "generation.sample | model       | \"M\"",
            "generation.sample | id          | 7",
            "generation.sample | id          | \"-a\"",
            "generation.sample | id          | \"../a\"",
            "generation.sample | id          | \"\"",
            "generation.texture | width      | 0",
            "generation.texture | height     | 4097",
            "generation.texture | tileable   | \"yes\"",
            "generation.texture | block      | 3",
            "generation.texture | exemplar   | null",
            "generation.texture | exemplar   | \"\"",
            "generation.texture | exemplar   | \"no base64!\"",
            "generation.texture | exemplar   | \"upload:abc\"",
            "generation.texture | exemplar   | {\"generation\": \"g-1\"}",
            "generation.texture | exemplar   | {\"generation\": \"../g\", \"index\": 0}",
            "generation.texture | exemplar   | {\"generation\": \"g-1\", \"index\": -1}",
            "generation.cutout | box         | {\"x\": -1, \"y\": 0, \"width\": 1, \"height\": 1}",
            "generation.cutout | box         | {\"x\": 0, \"y\": 0, \"width\": 0, \"height\": 1}",
            "generation.repair | count       | 0",
            "generation.repair | count       | 9",
            "generation.vary   | strength    | 1.01",
            "generation.vary   | strength    | -0.1",
            "generation.vary   | count       | 0",
            "generation.vary   | count       | 257",
            "generation.vary   | model       | null",
            "generation.interpolate | seeds  | [1]",
            "generation.interpolate | seeds  | [1, null]",
            "generation.interpolate | seeds  | [\"a\", 1]",
            "generation.interpolate | labels | [null]",
            "generation.interpolate | labels | []",
            "generation.interpolate | frames | 1",
            "generation.interpolate | temperature | 0",
            "dataset.import    | size        | 15",
            "dataset.import    | size        | 257",
            "dataset.import    | size        | 28.5",
            "dataset.import    | size        | \"28\"",
            "dataset.import    | size        | \"best\"",
            "dataset.import    | size        | {\"pixels\": 28}",
            "dataset.import    | fit         | \"squeeze\"",
            "dataset.import    | colour      | \"cmyk\"",
            "dataset.import    | colour      | 0",
            "dataset.import    | maxRefusedShare | 1.01",
            "dataset.import    | maxRefusedShare | -0.01",
            "dataset.import    | files       | []",
            "dataset.import    | files       | [null]",
            "dataset.import    | files       | [{\"name\": \"a\", \"key\": \"models/a\"}]",
            "dataset.import    | files       | [{\"name\": \"a\", \"key\": \"staging/../models/a\"}]",
            "dataset.import    | files       | [{\"name\": \" \", \"key\": \"staging/a\"}]",
            "dataset.import    | dataset     | \"a-name-that-is-just-one-character-longer-than-names-may-be-at-all\"",
            "training.start    | budget      | \"1d\"",
            "training.start    | budget      | \"5msteps\"",
            "training.start    | device      | \"gpu\"",
            "training.start    | keepCheckpoints | 0",
            "training.start    | keepCheckpoints | 1001",
            "training.start    | budget      | 500000",
            "training.start    | dataset     | \"flowers@0\"",
            "training.start    | dataset     | \"flowers@x\"",
            "training.start    | preset      | \"\"",
            "training.start    | settings    | {\"latents\": null}",
            "training.start    | settings    | {\"latents\": [16]}",
            "training.stop     | target      | null"})
    void shouldBeRefused(String type, String field, String value) {
        // Given
        Contract contract = new Contract(MessageType.named(type).orElseThrow());
        ObjectNode body = with(contract, field, value);

        // When
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> contract.record(body));

        // Then
        assertThat(contract.faults(body)).isNotEmpty();
        assertThat(refused).isNotNull();
        assertThat(refused.problem().field()).startsWith(field);
        assertThat(refused.problem().detail()).doesNotContain("dev.limner", "java.");
    }

    private static ObjectNode with(Contract contract, String field, String value) {
        ObjectNode body = contract.example();
        body.set(field, Json.object("{\"value\": %s}".formatted(value).getBytes()).get("value"));
        return body;
    }
}
