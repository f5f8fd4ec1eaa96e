package dev.limner.generator.generations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.names.Seeds;
import dev.limner.generator.serving.NoiseModels;
import dev.limner.generator.serving.Samplers;
import dev.limner.images.PngText;
import dev.limner.images.Pulse;
import dev.limner.store.InMemoryObjectStore;

/** Rule 9: same request, same checkpoint, same bytes; and rule 11: every picture knows where it came from. */
class SameRequestSameBytesTest {
    private final InMemoryObjectStore objects = new InMemoryObjectStore();

    @Test
    void shouldStoreTheSameBytesUnderTheSameKey() {
        // Given
        GenerationEvent.Succeeded first = result(sample(5, 7L, null));
        byte[] archive = objects.get(first.archive());

        // When
        GenerationEvent.Succeeded second = result(sample(5, 7L, null));

        // Then
        assertThat(Json.write(second)).isEqualTo(Json.write(first));
        assertThat(objects.get(second.archive())).isEqualTo(archive);
        assertThat(objects.list("")).hasSize(1);
    }

    @Test
    void shouldTakeTheSeedFromTheIdWhereNoneIsGiven() {
        // When
        GenerationEvent.Succeeded event = result(sample(1, null, null));

        // Then
        assertThat(event.seed()).isEqualTo(Seeds.of("g-1"));
    }

    @Test
    void shouldWriteAnObjectOfItsOwnWhereTheCheckpointIsAnother() {
        // Given
        GenerationEvent.Succeeded first = result(sample(1, 7L, null));

        // When
        GenerationEvent.Succeeded second = result(sample(1, 7L, null), "run-2-900");

        // Then
        assertThat(second.archive()).isNotEqualTo(first.archive());
        assertThat(objects.exists(first.archive())).isTrue();
    }

    @Test
    void shouldSayInEveryPictureWhereItComesFrom() throws IOException {
        // When
        GenerationEvent.Succeeded event = result(sample(2, 7L, "tulip"));

        // Then
        Map<String, String> text = PngText.read(entries(event).get("00001.png"));
        assertThat(text).containsEntry("limner:checkpoint-digest", "d".repeat(64)).containsEntry("limner:run", "run")
                .containsEntry("limner:dataset", "flowers@1").containsEntry("limner:operation", "sample")
                .containsEntry("limner:seed", "7").containsEntry("limner:index", "1")
                .containsEntry("limner:label", "tulip").containsEntry("Software", "Limner 1.2.3");
        assertThat(text.get("XML:com.adobe.xmp"))
                .contains("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia<");
    }

    @Test
    void shouldListEachPictureWithItsPlaceInTheArchive() throws IOException {
        // When
        GenerationEvent.Succeeded event = result(sample(3, 7L, null));

        // Then
        Map<String, byte[]> entries = entries(event);
        assertThat(entries).containsOnlyKeys("00000.png", "00001.png", "00002.png", "manifest.json");
        assertThat(event.pictures()).extracting(GenerationEvent.Picture::label).containsExactly("rose", "tulip",
                "rose");
        GenerationEvent.Picture last = event.pictures().get(2);
        assertThat(objects.range(event.archive(), last.offset(), last.length())).isEqualTo(entries.get("00002.png"))
                .isEqualTo(last.png());
        assertThat(event.bytes()).isEqualTo(objects.size(event.archive()));
    }

    @Test
    void shouldListNothingBeyondTheLimit() throws IOException {
        // When
        GenerationEvent.Succeeded event = result(sample(Limits.LISTED_PICTURES + 1, 7L, null));

        // Then
        assertThat(event.pictures()).isEmpty();
        assertThat(event.count()).isEqualTo(Limits.LISTED_PICTURES + 1);
        assertThat(entries(event)).hasSize(Limits.LISTED_PICTURES + 2);
    }

    @Test
    void shouldLeaveThePicturesOutOfTheEventWhereTheyAreLargeTogether() {
        // When
        GenerationEvent.Succeeded event = result(sample(Limits.LISTED_PICTURES, 7L, null));

        // Then
        assertThat(event.pictures()).hasSize(Limits.LISTED_PICTURES).allMatch(picture -> picture.png() == null);
    }

    private GenerationEvent.Succeeded result(GenerationCommand.Sample command) {
        return result(command, "run-1-100");
    }

    private GenerationEvent.Succeeded result(GenerationCommand.Sample command, String checkpoint) {
        try (Samplers samplers = new Samplers(new NoiseModels(1), 100);
                Work work = new SampleWork(command, samplers.lease(NoiseModels.checkpoint(checkpoint)), "1.2.3");
                Result result = new Result(command.id(), work)) {
            while (!result.complete()) {
                result.make(Pulse.NONE);
            }
            return result.storeByContent(objects);
        }
    }

    private static GenerationCommand.Sample sample(int count, Long seed, String label) {
        return new GenerationCommand.Sample("g-1", ModelReference.parse("flowers-vae"), count, seed, label, null);
    }

    private Map<String, byte[]> entries(GenerationEvent.Succeeded event) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(objects.get(event.archive())))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
