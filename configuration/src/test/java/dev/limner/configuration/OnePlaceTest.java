package dev.limner.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Whoever adds a setting adds it to {@link Variables}: nothing else reads the environment, and nothing is unset. */
class OnePlaceTest {
    private static final List<String> MODULES = List.of("runtime", "gateway", "dataset-service", "trainer-service",
            "generator-service");
    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(name = \"(limner\\.[a-z0-9.-]+)\"");

    @Test
    void shouldNameNoVariableInPropertiesFiles() throws IOException {
        for (Path file : files("src/main/resources", ".properties")) {
            // When
            String properties = Files.readString(file);

            // Then
            assertThat(properties).as("%s: add it to Variables instead", file).doesNotContain("LIMNER_");
        }
    }

    @Test
    void shouldSetEveryPropertyThatIsInjected() throws IOException {
        // Given
        Set<String> set = Variables.LIST.stream().flatMap(variable -> variable.property().stream())
                .collect(Collectors.toSet());
        for (Path file : files("src/main/resources", ".properties")) {
            Files.readAllLines(file).stream().filter(line -> line.startsWith("limner."))
                    .forEach(line -> set.add(line.split("=")[0]));
        }

        for (Path file : files("src/main/java", ".java")) {
            // When
            Matcher injected = INJECTED.matcher(Files.readString(file));

            // Then
            while (injected.find()) {
                assertThat(set).as(file.toString()).contains(injected.group(1));
            }
        }
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        List<Path> all = new java.util.ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, folder))) {
                files.filter(file -> file.toString().endsWith(ending)).forEach(all::add);
            }
        }
        return all;
    }
}
