package dev.limner.cli.stack.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.limner.cli.stack.Endpoints;
import dev.limner.cli.stack.state.Secrets;
import dev.limner.cli.stack.state.StateFolder;
import dev.limner.configuration.Program;
import dev.limner.configuration.Settings;
import dev.limner.configuration.Unknown;

class ServiceEnvironmentTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource(Service.class)
    void shouldTellEachServiceNothingWrong(Service service) {
        // Given
        Secrets secrets = Secrets.of(new StateFolder(temporary).make(), new SecureRandom());
        Endpoints endpoints = new Endpoints(URI.create("http://127.0.0.1:8080"), secrets.apiKey(), "127.0.0.1:9092",
                new Endpoints.S3(URI.create("http://127.0.0.1:9000"), secrets.s3AccessKey(), secrets.s3SecretKey(),
                        "limner", "us-east-1"),
                new Endpoints.Database("jdbc:postgresql://127.0.0.1:5432/limner", "postgres", "unused"));
        Map<String, String> environment = new ServiceEnvironment(endpoints, secrets.databasePasswords(), 2)
                .of(service, 18_000);

        // When
        Map<String, String> properties = Settings.read(Program.titled(service.program()).orElseThrow(), environment)
                .properties();

        // Then
        assertThat(properties).containsEntry("quarkus.http.port", "18000").containsEntry("quarkus.datasource.username",
                service.schema());
        assertThat(Unknown.in(environment)).isEmpty();
    }
}
