package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;

import dev.limner.contracts.api.FamilyView;
import dev.limner.contracts.messages.Json;

class CatalogueTest {
    private static final Path FILE = Path.of("../contracts/src/main/resources/dev/limner/contracts/api",
            dev.limner.contracts.api.Families.RESOURCE);
    private static final String WRITE = "limner.write-reference";

    @Test
    void shouldBeWhatThoseWithoutAnEngineAreTold() throws IOException {
        // Given
        List<FamilyView> told = Catalogue.all();
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, Json.MAPPER.copy().enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).writeValueAsBytes(told));
        }

        // When
        List<FamilyView> kept = Json.MAPPER.readValue(Files.readAllBytes(FILE), new TypeReference<>() {
        });

        // Then
        assertThat(kept)
                .as("""
                        families.json is what the families say; if not, write it anew: mvn -pl contracts,images,models \
                        test -Dtest=CatalogueTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true""",
                        WRITE)
                .isEqualTo(told);
    }

    @Test
    void shouldSayWhatEachPresetIsFor() {
        assertThat(Catalogue.all()).allSatisfy(family -> assertThat(family.presets())
                .allSatisfy(preset -> assertThat(preset.purpose()).isNotBlank())
                .filteredOn(FamilyView.Preset::usual).hasSize(1));
    }
}
