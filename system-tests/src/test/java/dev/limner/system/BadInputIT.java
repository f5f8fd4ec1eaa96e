package dev.limner.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.contracts.Topics;
import dev.limner.system.Wire.Seen;

/** Poison is set aside with its reason and those behind it are served; nothing begins twice; nothing is lost. */
@ExtendWith(OnOneStack.class)
class BadInputIT {

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of(Topics.TRAINING_COMMANDS, "{not json ID"),
                Arguments.of(Topics.TRAINING_COMMANDS, "[\"ID\"]"),
                Arguments.of(Topics.TRAINING_COMMANDS, "{\"id\":\"ID\"}"),
                Arguments.of(Topics.TRAINING_COMMANDS, "{\"id\":\"ID\",\"type\":\"training.levitate\"}"),
                Arguments.of(Topics.TRAINING_COMMANDS,
                        start("\"family\":\"vae\",\"dataset\":\"no-such-set\",\"budget\":\"1k\"")),
                Arguments.of(Topics.TRAINING_COMMANDS,
                        start("\"family\":\"magic\",\"dataset\":\"no-such-set\",\"budget\":\"1k\"")),
                Arguments.of(Topics.TRAINING_COMMANDS,
                        start("\"family\":\"vae\",\"dataset\":\"no-such-set\",\"budget\":\"soon\"")),
                Arguments.of(Topics.GENERATION_REQUESTS, "{not json ID"),
                Arguments.of(Topics.GENERATION_REQUESTS, sample("\"model\":\"no-such-model\"")),
                Arguments.of(Topics.GENERATION_REQUESTS, sample("\"model\":\"any\",\"count\":\"many\"")),
                Arguments.of(Topics.GENERATION_REQUESTS, sample("\"model\":\"any\",\"count\":10001")),
                Arguments.of(Topics.DATASET_COMMANDS, "{not json ID"),
                Arguments.of(Topics.DATASET_COMMANDS,
                        "{\"id\":\"ID\",\"type\":\"dataset.import\",\"dataset\":\"x\",\"files\":[]}"),
                Arguments.of(Topics.DATASET_COMMANDS, "{\"id\":\"ID\",\"type\":\"dataset.import\",\"dataset\":\"../x\","
                        + "\"files\":[{\"name\":\"a.zip\",\"key\":\"staging/a\"}]}"));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void shouldSetPoisonAsideWithItsReason(String topic, String template, Limner limner) {
        // Given
        String id = Limner.newId();

        // When
        limner.wire().send(topic, template.replace("ID", id));

        // Then
        Seen letter = limner.wire().await("the dead letter of " + id,
                record -> record.topic().equals(Topics.DEAD_LETTERS)
                        && new String(record.value()).contains(id),
                Limner.PATIENCE);
        assertThat(letter.headers().toString()).contains("urn:limner:problem:");
        if (template.contains("\"id\":\"ID\",\"type\":\"")) {
            assertThat(limner.wire().await("the refusal of " + id, record -> record.about(id)
                    && record.type().endsWith(".refused"), Limner.PATIENCE).json().get("problem").get("detail")
                    .asText()).isNotBlank();
        }
    }

    @Test
    void shouldServeWhatComesBehindPoison(Limner limner) throws Exception {
        // Given
        limner.importDrawn("behind-poison", 600, 100);
        for (int poison = 0; poison < 20; poison++) {
            limner.wire().send(Topics.TRAINING_COMMANDS, new byte[]{(byte) 0xff, (byte) poison});
        }

        // When
        String run = limner.train("behind-poison", "behind-poison", "1000", 1, Map.of());

        // Then
        Limner.succeeded(limner.wire().awaitEnd(run, Limner.PATIENCE));
    }

    @Test
    void shouldMakeOneJobOfACommandSentTwiceAndRefuseAnotherBodyUnderItsId(Limner limner) throws Exception {
        // Given
        limner.importDrawn("twice", 600, 100);
        String id = Limner.newId();
        String command = start("\"family\":\"vae\",\"dataset\":\"twice\",\"budget\":\"1500\",\"seed\":2")
                .replace("ID", id);

        limner.wire().send(Topics.TRAINING_COMMANDS, command);
        limner.wire().await(id, "training.accepted", Limner.PATIENCE);

        // When
        limner.wire().send(Topics.TRAINING_COMMANDS, command);
        limner.wire().send(Topics.TRAINING_COMMANDS, command.replace("1500", "1600"));
        Seen end = limner.wire().awaitEnd(id, Limner.PATIENCE);
        Seen refusal = limner.wire().await(id, "training.refused", Limner.PATIENCE);

        // Then
        assertThat(Limner.succeeded(end).get("images").asLong()).as("images of the first body, in whole batches")
                .isBetween(1_500L, 1_599L);
        assertThat(refusal.json().get("problem").get("type").asText()).isEqualTo("urn:limner:problem:id-conflict");
        List<Seen> all = limner.wire().about(id);
        assertThat(all).filteredOn(event -> event.type().equals("training.accepted")).hasSize(1);
        assertThat(all).filteredOn(event -> Wire.terminal(event.type())).hasSize(1);
    }

    @Test
    void shouldFailAnImportOfACorruptFileWithAClearProblem(Limner limner) {
        // Given
        String id = Limner.newId();
        limner.store().put("staging/%s/broken.zip".formatted(id), "PK\3\4 this is no archive".getBytes());

        // When
        limner.wire().send(Topics.DATASET_COMMANDS, """
                {"id": "%s", "type": "dataset.import", "dataset": "broken",
                 "files": [{"name": "broken.zip", "key": "staging/%s/broken.zip"}]}""".formatted(id, id));
        Seen end = limner.wire().awaitEnd(id, Limner.PATIENCE);

        // Then
        assertThat(end.type()).isEqualTo("dataset.failed");
        assertThat(end.json().get("problem").get("detail").asText()).contains("broken.zip");
        assertThat(limner.store().list("datasets/broken/")).isEmpty();
    }

    private static String start(String fields) {
        return "{\"id\":\"ID\",\"type\":\"training.start\",\"model\":\"bad-input\",%s}".formatted(fields);
    }

    private static String sample(String fields) {
        return "{\"id\":\"ID\",\"type\":\"generation.sample\",%s}".formatted(fields);
    }
}
