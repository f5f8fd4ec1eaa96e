package dev.limner.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import dev.limner.configuration.Program;
import dev.limner.configuration.Settings;

class SettingsSourceTest {

    @Test
    void shouldGiveSecretsAsTheyAreAndOutrankTheEnvironmentsBlanks() {
        // Given
        String password = "$HOME $x y$, z \\ {}\" #";
        SettingsSource.take(Settings.read(Program.GATEWAY, Map.of("LIMNER_DATABASE_PASSWORD", password,
                "LIMNER_S3_ACCESS_KEY", "a", "LIMNER_S3_SECRET_KEY", "b")));

        // When
        SmallRyeConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new SettingsSource()).build();

        // Then
        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo(password);
        assertThat(config.getValue("quarkus.http.port", int.class)).isEqualTo(8080);
        assertThat(new SettingsSource().getOrdinal()).as("above the environment, below system properties")
                .isBetween(301, 399);
    }
}
