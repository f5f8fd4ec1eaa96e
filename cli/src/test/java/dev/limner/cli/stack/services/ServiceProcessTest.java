package dev.limner.cli.stack.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.cli.stack.state.Ports;
import dev.limner.cli.stack.state.StackRecord;

class ServiceProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final List<String> said = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        scheduler.shutdownNow();
    }

    @Test
    void shouldStartAgainWhatWasKilled() {
        try (ServiceProcess service = service(FakeService.class.getName())) {
            // Given
            service.start();
            service.awaitReady(PATIENCE);
            long killed = service.pid().orElseThrow();

            // When
            service.killForcibly();

            // Then
            Awaitility.await().atMost(PATIENCE).until(() -> service.ready() && service.restarts() == 1);
            assertThat(service.pid().orElseThrow()).isNotEqualTo(killed);
            assertThat(said).anyMatch(line -> line.contains("trainer-service ended with 137"));
        }
    }

    @Test
    void shouldLeaveDeadWhatWasStoppedAndNeverStartWhatWasClosed() {
        ServiceProcess service = service(FakeService.class.getName());
        // Given
        service.start();
        service.awaitReady(PATIENCE);

        // When
        service.stop();

        // Then
        assertThat(service.alive()).isFalse();
        assertThat(service.mark()).isNull();
        service.restart(PATIENCE);
        assertThat(service.ready()).isTrue();
        service.close();
        assertThatThrownBy(service::start).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        assertThat(service.restarts()).isZero();
    }

    @Test
    void shouldNameTheLogOfWhatDoesNotComeUp() {
        try (ServiceProcess service = service("no.such.Program")) {
            // Given
            service.start();

            // Then
            assertThatThrownBy(() -> service.awaitReady(Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("trainer-service.log");
        }
    }

    @Test
    void shouldWaitLongerAfterEachDeathAndForgiveAGoodLife() {
        // Given
        Backoff backoff = new Backoff();
        List<Long> waits = new ArrayList<>();

        // When
        for (int i = 0; i < 7; i++) {
            waits.add(backoff.afterLifeOf(Duration.ofSeconds(1)).toMillis());
        }

        // Then
        assertThat(waits).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L);
        assertThat(backoff.afterLifeOf(Duration.ofMinutes(2))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void shouldEndWhatAKilledStackLeft() throws Exception {
        // Given
        ServiceProcess service = service(FakeService.class.getName());
        service.start();
        service.awaitReady(PATIENCE);
        StackRecord record = new StackRecord(StackRecord.Phase.READY, service.mark(), null,
                new java.util.TreeMap<>(Map.of("trainer-service", service.mark())));
        scheduler.shutdownNow();

        // When
        Leftovers.end(record, said::add);

        // Then
        assertThat(record.alive()).isFalse();
        assertThat(said).anyMatch(line -> line.contains("left over"));
    }

    private ServiceProcess service(String program) {
        int port = new Ports(Map.of(), new Random(folder.hashCode())).give("trainer-service");
        List<String> command = List.of(JavaCommand.java().toString(), "-Xmx64m", "-cp",
                System.getProperty("java.class.path"), program);
        return new ServiceProcess(Service.TRAINER, port, command, Map.of("LIMNER_PORT", Integer.toString(port)),
                folder.resolve("trainer-service.log"), scheduler, said::add, () -> {});
    }
}
