package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.ColourChoice;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.Json;
import dev.limner.images.DrawnSet;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.Split;
import dev.limner.store.datasets.VersionExport;
import dev.limner.store.datasets.VersionExport.Form;

/** What is exported comes in again as the same version, to the bit, whatever its classes are called. */
class ExportedVersionTest {
    private static final List<String> CLASSES = List.of("T-shirt/top", "a \"quoted\", one", "Änkle", "never used");
    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;
    private RunningService service;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() {
        service = new RunningService(postgres, new InMemoryObjectStore(), folder.resolve("work")).started();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({"FOLDERS,GREY", "FOLDERS,RGB", "FOLDERS,RGBA", "HUGGING_FACE,GREY", "HUGGING_FACE,RGBA"})
    void shouldComeInAgainWithTheSameDigest(Form form, Colour colour) throws IOException {
        // Given
        DatasetManifest manifest = publish(colour);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        new VersionExport(service.store(), pixels -> PngEncoder
                .encode(new Picture(colour.channels(), 28, 28, pixels))).write(manifest, form, zip);
        ColourChoice asked = colour == Colour.RGBA ? ColourChoice.RGBA : null;
        // When
        VersionPublished published = (VersionPublished) service.run(
                service.command("again", null, asked, service.stage(UUID.randomUUID() + ".zip", zip.toByteArray())));
        // Then
        assertThat(published.digest()).isEqualTo(manifest.digest());
        assertThat(published.classes()).isEqualTo(CLASSES);
        assertThat(published.refused()).isZero();
    }

    private DatasetManifest publish(Colour colour) {
        try (Draft draft = service.store().draft(28, 28, colour, CLASSES)) {
            for (int i = 0; i < 60; i++) {
                Picture grey = DrawnSet.picture(i % 10, 3, i);
                Picture picture = switch (colour) {
                    case GREY -> grey;
                    case RGB -> grey.toRgb();
                    case RGBA -> grey.toRgba();
                };
                draft.add(picture.pixels(), i % 4 - 1, i % 5 == 0 ? Split.HELD_OUT : Split.TRAIN);
            }
            return service.store().publish("first", draft.seal(), Json.MAPPER.createObjectNode(),
                    Json.MAPPER.createObjectNode(), stored -> {}).manifest();
        }
    }
}
