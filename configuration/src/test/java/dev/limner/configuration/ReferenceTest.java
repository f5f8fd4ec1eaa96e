package dev.limner.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class ReferenceTest {

    @Test
    void shouldBeWhatTheCodeSays() throws IOException {
        // Given
        Path page = Path.of("../docs/reference/configuration.md");

        // When
        String written = Files.readString(page);

        // Then
        assertThat(written).as("run configuration/write-reference").isEqualTo(Reference.page());
    }

    @Test
    void shouldHaveEachVariableOnce() {
        // When
        var names = Variables.LIST.stream().map(Variable::name).toList();

        // Then
        assertThat(names).doesNotHaveDuplicates();
    }
}
