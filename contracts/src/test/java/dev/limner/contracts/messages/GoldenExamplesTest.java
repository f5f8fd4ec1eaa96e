package dev.limner.contracts.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** Every message that was ever released can be read, whatever else a newer sender adds to it. */
class GoldenExamplesTest {

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#all")
    void shouldFitItsSchema(Contract contract) {
        assertThat(contract.faults(contract.example())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#all")
    void shouldBeReadAndWrittenBackTheSame(Contract contract) {
        // Given
        ObjectNode example = contract.example();

        // When
        Record message = contract.record(example);

        // Then
        assertThat(Json.object(Json.write(message))).isEqualTo(example);
        assertThat(MessageType.of(message)).isEqualTo(contract.type());
    }

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#all")
    void shouldMeanTheSameWithFieldsThatNobodyKnows(Contract contract) {
        // Given
        ObjectNode extended = contract.example();
        extend(extended);

        // When
        Record message = contract.record(extended);

        // Then
        assertThat(contract.faults(extended)).isEmpty();
        assertThat(Json.write(message)).isEqualTo(Json.write(contract.record(contract.example())));
    }

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#all")
    void shouldBeRefusedWithAnyFieldOfAnotherType(Contract contract) {
        for (String field : fields(contract.example())) {
            // Given: an array where none belongs, a number where an array or an object does
            ObjectNode wrong = contract.example();
            JsonNodeFactory nodes = JsonNodeFactory.instance;
            wrong.set(field, wrong.get(field).isContainerNode() ? nodes.numberNode(7.5) : nodes.arrayNode().add(7));

            // When
            ProblemException refused = catchThrowableOfType(ProblemException.class, () -> contract.record(wrong));

            // Then
            assertThat(contract.faults(wrong)).as(field).isNotEmpty();
            assertThat(refused).as(field).isNotNull();
            assertThat(refused.problem().type()).isEqualTo(ProblemType.INVALID_FIELD.uri());
            assertThat(refused.problem().field()).isEqualTo(field);
            assertThat(refused.problem().detail()).doesNotContain("dev.limner", "java.", "Jackson");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limner.contracts.messages.Contract#commands")
    void shouldBeRefusedExactlyWithoutWhatIsRequired(Contract contract) {
        for (String field : fields(contract.example())) {
            // Given
            ObjectNode without = contract.example();
            without.remove(field);

            // When
            ProblemException refused = catchThrowableOfType(ProblemException.class, () -> contract.record(without));

            // Then
            assertThat(refused == null).as(field).isEqualTo(contract.faults(without).isEmpty());
            if (refused != null) {
                assertThat(refused.problem().field()).isEqualTo(field);
                assertThat(refused.problem().detail()).startsWith("is missing").doesNotContain("null");
            }
        }
    }

    @Test
    void shouldBeTheOnesOfTheMessagesThereAre() throws IOException {
        // Given
        Set<String> expected = new HashSet<>();
        MessageType.ALL.keySet().forEach(name -> expected.add(name + ".v1.json"));
        Path folder = Path.of("src/main/resources/dev/limner/contracts");

        // When
        try (Stream<Path> schemas = Files.list(folder.resolve("schemas"));
                Stream<Path> examples = Files.list(folder.resolve("examples"))) {

            // Then
            assertThat(schemas.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(examples.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** Adds a field to every object, save to those whose names are the sender's own. */
    private static void extend(ObjectNode object) {
        for (String field : fields(object)) {
            JsonNode value = object.get(field);
            if (value instanceof ObjectNode nested && !Set.of("losses", "metrics", "settings").contains(field)) {
                extend(nested);
            } else if (value instanceof ArrayNode array) {
                array.forEach(item -> {
                    if (item instanceof ObjectNode nested) {
                        extend(nested);
                    }
                });
            }
        }
        object.putObject("fieldOfALaterRelease").put("a", 1).putArray("b").add("c");
    }

    private static List<String> fields(ObjectNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
