package dev.limner.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.limner.gateway.generations.GenerationResource;
import dev.limner.gateway.jobs.JobResource;
import dev.limner.gateway.runs.RunResource;

class RolesTest {
    private final Hosts hosts = new Hosts(Optional.of(Set.of("limner.example.com")));

    @Test
    void shouldIncludeTheRolesBefore() {
        // Given
        Role trainer = Role.TRAINER;

        // When / Then
        assertThat(Arrays.stream(Role.values()).filter(trainer::includes))
                .containsExactly(Role.VIEWER, Role.USER, Role.TRAINER);
    }

    @Test
    void shouldAskOfEachRouteTheRoleItNeeds() {
        // Given
        Method list = route(JobResource.class, "list");

        // When / Then
        assertThat(AccessFilter.needed("GET", list)).isEqualTo(Role.VIEWER);
        assertThat(AccessFilter.needed("POST", list)).isEqualTo(Role.ADMIN);
        assertThat(AccessFilter.needed("POST", route(GenerationResource.class, "generate"))).isEqualTo(Role.USER);
        assertThat(AccessFilter.needed("POST", route(RunResource.class, "start"))).isEqualTo(Role.TRAINER);
        assertThat(AccessFilter.needed("POST", route(RunResource.class, "stop"))).isEqualTo(Role.TRAINER);
    }

    @Test
    void shouldAnswerToLoopbackAndConfiguredNamesOnly() {
        // Given
        String[] welcome = {"localhost:8080", "127.0.0.1:1", "[::1]:8080", "LIMNER.example.com", "app.localhost"};
        String[] refused = {"evil.example.com", "localhost.evil.com:8080", "", "10.0.0.1:8080"};

        // When / Then
        assertThat(welcome).allMatch(hosts::allowsHost);
        assertThat(refused).noneMatch(hosts::allowsHost);
        assertThat(hosts.allowsHost(null)).isFalse();
    }

    @Test
    void shouldRefusePagesOfOtherSites() {
        // Given
        String[] refused = {"https://evil.example.com", "null", "file://"};

        // When / Then
        assertThat(refused).noneMatch(hosts::allowsOrigin);
        assertThat(hosts.allowsOrigin("http://localhost:3000")).isTrue();
        assertThat(hosts.allowsOrigin("https://limner.example.com")).isTrue();
        assertThat(hosts.allowsOrigin(null)).isTrue();
    }

    private static Method route(Class<?> resource, String name) {
        return Arrays.stream(resource.getDeclaredMethods()).filter(method -> method.getName().equals(name))
                .findFirst().orElseThrow();
    }
}
