package dev.limner.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.cli.stack.Stack;
import dev.limner.cli.stack.servers.Server;
import dev.limner.system.Wire.Seen;

/** A server that is restarted in the middle of a run delays it, and loses and doubles nothing. */
@ExtendWith(OnOneStack.class)
class ServersAwayIT {

    private record Restarted(String name, Function<Stack, Server> server) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Restarted> servers() {
        return List.of(new Restarted("postgresql", Stack::postgresql), new Restarted("s3", Stack::s3),
                new Restarted("kafka", Stack::kafka));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void shouldEndARunOnceThoughAServerWasRestartedInItsMiddle(Restarted restarted, Limner limner) throws Exception {
        // Given
        String name = "without-" + restarted.name();
        limner.importDrawn(name, 1_500, 100);
        String run = limner.train(name, name, "8000", 9, Map.of());
        limner.wire().await(run, "training.progressed", Limner.PATIENCE);

        // When
        restarted.server().apply(limner.stack()).restart();
        Seen end = limner.wire().awaitEnd(run, Limner.PATIENCE);

        // Then
        Limner.succeeded(end);
        limner.stack().awaitReady(Limner.PATIENCE);
        assertThat(limner.wire().about(run)).filteredOn(event -> Wire.terminal(event.type())).hasSize(1);
    }
}
