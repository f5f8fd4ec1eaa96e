package dev.limner.cli.stack.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void shouldGiveBackWhatAPartHad() {
        // Given
        int had = new Ports(Map.of(), new Random(1)).give("kafka");

        // When
        Ports ports = new Ports(Map.of("kafka", had), new Random(2));

        // Then
        assertThat(ports.give("kafka")).isEqualTo(had);
        assertThat(ports.give("s3")).isNotEqualTo(had);
        assertThat(ports.given()).containsKeys("kafka", "s3");
    }

    @Test
    void shouldTakeAnotherWhereThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            int port = taken.getLocalPort();
            Ports ports = new Ports(Map.of("gateway", port), new Random(3));

            // Then
            assertThat(ports.giveFrom("gateway", port)).isGreaterThan(port);
            assertThatThrownBy(() -> ports.giveExactly("gateway", port)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Integer.toString(port)).hasMessageContaining("--port");
        }
    }
}
