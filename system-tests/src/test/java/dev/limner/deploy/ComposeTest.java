package dev.limner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.limner.configuration.Program;
import dev.limner.configuration.Variable;
import dev.limner.configuration.Variables;

/** What docker-compose.yml and the Dockerfile say, against the code's own names. */
class ComposeTest {
    private static final Path COMPOSE = Path.of("../docker-compose.yml");
    private static final Path DOCKER = Path.of("../deploy/docker");

    @Test
    void shouldRunEveryProgramWithVariablesThatItReads() {
        // When
        Map<String, Object> services = Manifests.map(Manifests.documents(COMPOSE).get(0).get("services"));

        // Then
        assertThat(services.keySet()).containsExactlyInAnyOrder("kafka", "postgres", "s3", "setup", "gateway",
                "dataset-service", "trainer-service", "generator-service");
        for (Program program : Program.values()) {
            Map<String, Object> service = Manifests.map(services.get(program.title()));
            Set<String> known = new HashSet<>(Set.of("LIMNER_JAVA_OPTIONS"));
            Variables.readBy(program).forEach(variable -> known.addAll(List.of(variable.name(), variable.fileName())));
            Set<String> given = Manifests.map(service.get("environment")).keySet();
            assertThat(given).as(program.title()).isSubsetOf(known);
            assertThat(Variables.readBy(program)).filteredOn(Variable::required)
                    .allSatisfy(variable -> assertThat(given)
                            .as(program.title()).containsAnyOf(variable.name(), variable.fileName()));
            assertThat(service.get("image").toString()).startsWith("limner/" + program.title() + ":");
            assertThat(service).as(program.title()).containsEntry("read_only", true).containsKey("mem_limit")
                    .containsEntry("cap_drop", List.of("ALL"));
        }
    }

    @Test
    void shouldMountEverySecretThatIsNamed() {
        Map<String, Object> document = Manifests.documents(COMPOSE).get(0);
        Set<String> defined = Manifests.map(document.get("secrets")).keySet();
        Manifests.map(document.get("services")).forEach((name, each) -> {
            // Given
            Map<String, Object> service = Manifests.map(each);
            List<?> mounted = (List<?>) service.getOrDefault("secrets", List.of());

            // When
            List<String> read = Manifests.map(service.getOrDefault("environment", Map.of())).entrySet().stream()
                    .filter(variable -> variable.getKey().endsWith("_FILE"))
                    .map(variable -> variable.getValue().toString().replace("/run/secrets/", "")).toList();

            // Then
            assertThat(mounted.stream().map(Object::toString)).as(name).containsAll(read);
            assertThat(mounted.stream().map(Object::toString)).as(name).isSubsetOf(defined);
        });
    }

    @Test
    void shouldOpenNoPortButTheGatewaysAndThatToThisMachine() {
        Manifests.map(Manifests.documents(COMPOSE).get(0).get("services")).forEach((name, each) -> {
            Object ports = Manifests.map(each).get("ports");
            if (name.equals("gateway")) {
                assertThat(ports.toString()).startsWith("[127.0.0.1:");
            } else {
                assertThat(ports).as(name).isNull();
            }
        });
    }

    @Test
    void shouldKnowEachProgramsPortAndFolderInTheImage() throws IOException {
        // When
        String healthy = Files.readString(DOCKER.resolve("healthy"));
        String dockerfile = Files.readString(DOCKER.resolve("Dockerfile"));

        // Then
        Arrays.stream(Program.values()).filter(Program::service)
                .forEach(program -> assertThat(healthy).contains("port=" + program.port().orElseThrow()));
        assertThat(dockerfile).contains("USER 10001:10001", "DJL_CACHE_DIR=/var/cache/limner",
                "OMP_WAIT_POLICY=passive", "HEALTHCHECK", "STOPSIGNAL SIGTERM");
    }
}
