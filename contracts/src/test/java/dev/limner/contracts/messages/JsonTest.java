package dev.limner.contracts.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"text\"", "{", "{}x", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}",
            "{'a':1}", "{\"a\":\"\u0001\"}", "\u00ff"})
    void shouldRefuseWhatIsNoJsonObject(String text) {
        // Given
        byte[] bytes = text.getBytes(UTF_8);

        // When
        Problem problem = catchThrowableOfType(ProblemException.class, () -> Json.object(bytes)).problem();

        // Then
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_MESSAGE.uri());
        assertThat(problem.detail()).startsWith("the body is not");
    }

    @Test
    void shouldRefuseBodiesThatNestWithoutEnd() {
        // Given
        byte[] bytes = ("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8);

        // When
        Problem problem = catchThrowableOfType(ProblemException.class, () -> Json.object(bytes)).problem();

        // Then
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_MESSAGE.uri());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"id\":\"a\",\"model\":\"m\",\"count\":\"3\"}              | count        | \"3\" is not a whole number",
            "{\"id\":\"a\",\"model\":\"m\",\"temperature\":true}         | temperature  | true is not a number",
            "{\"id\":\"a\",\"model\":{}}                                 | model        | {} is not a string",
            "{\"id\":\"a\",\"model\":\"m@\"}                             | model        | 'm@'",
            "{\"id\":\"a\",\"model\":\"m\",\"seed\":9223372036854775808} | seed         | out of range of long"})
    void shouldNameTheFieldAndTheReason(String json, String field, String reason) {
        // When
        Problem problem = catchThrowableOfType(ProblemException.class,
                () -> Json.read(json.getBytes(UTF_8), GenerationCommand.Sample.class)).problem();

        // Then
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).contains(reason);
    }

    @Test
    void shouldNameFieldsWithinLists() {
        // Given
        byte[] json = """
                {"id": "a", "dataset": "d", "files": [{"name": "a", "key": "staging/a"}, {"name": "b", "key": "b"}]}"""
                .getBytes(UTF_8);

        // When
        Problem problem = catchThrowableOfType(ProblemException.class,
                () -> Json.read(json, DatasetCommand.Import.class)).problem();

        // Then
        assertThat(problem.field()).isEqualTo("files[1].key");
        assertThat(problem.detail()).isEqualTo("'b' is not an object under staging/");
    }

    @Test
    void shouldShowNoMoreThanTheBeginningOfLongValues() {
        // Given
        byte[] json = "{\"id\":\"a\",\"model\":\"m\",\"count\":\"%s\"}".formatted("x".repeat(10_000)).getBytes(UTF_8);

        // When
        Problem problem = catchThrowableOfType(ProblemException.class,
                () -> Json.read(json, GenerationCommand.Sample.class)).problem();

        // Then
        assertThat(problem.detail()).hasSizeLessThan(150).endsWith("… is not a whole number");
    }

    @Test
    void shouldTakeNumbersForLabelsAndSettings() {
        // Given
        byte[] sample = "{\"id\":\"a\",\"model\":\"m\",\"label\":3}".getBytes(UTF_8);
        byte[] start = """
                {"id": "a", "model": "m", "family": "vae", "dataset": "d", "budget": "1k",
                 "settings": {"latents": 16, "learningRate": 0.001, "flip": true}}""".getBytes(UTF_8);

        // When
        GenerationCommand.Sample labelled = Json.read(sample, GenerationCommand.Sample.class);
        TrainingCommand.Start set = Json.read(start, TrainingCommand.Start.class);

        // Then
        assertThat(labelled.label()).isEqualTo("3");
        assertThat(set.settings()).isEqualTo(Map.of("latents", "16", "learningRate", "0.001", "flip", "true"));
    }

    @Test
    void shouldGiveTheSameBytesForTheSameRecord() {
        // Given
        byte[] one = """
                {"settings": {"b": "1", "a": "2"}, "budget": "20m", "id": "x", "model": "m", "family": "vae",
                 "dataset": "d@3", "new": 1}""".getBytes(UTF_8);

        // When
        byte[] written = Json.write(Json.read(one, TrainingCommand.Start.class));

        // Then
        assertThat(new String(written, UTF_8)).isEqualTo("{\"id\":\"x\",\"model\":\"m\",\"family\":\"vae\","
                + "\"dataset\":\"d@3\",\"budget\":\"1200s\",\"settings\":{\"a\":\"2\",\"b\":\"1\"}}");
    }
}
