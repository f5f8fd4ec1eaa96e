package dev.limner.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** The reference of settings is what the families take. */
class SettingsReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/settings.md");
    private static final String WRITE = "limner.write-reference";

    @Test
    void shouldListWhatTheFamiliesTake() throws IOException {
        // Given
        String text = SettingsReference.text();
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(PAGE.getParent());
            Files.write(PAGE, text.getBytes(UTF_8));
        }

        // When
        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";

        // Then
        assertThat(page.equals(text))
                .as("""
                        docs/reference/settings.md is what the families take; if not, write it anew: mvn -pl contracts,images,models \
                        test -Dtest=SettingsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true""",
                        WRITE)
                .isTrue();
    }
}
