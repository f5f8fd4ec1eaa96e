package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.DatasetEvent.Progressed;
import dev.limner.datasets.sources.Uploads;
import dev.limner.jobs.Claim;
import dev.limner.store.InMemoryObjectStore;

/** An import tells how far it is, at most once a second, and ends when it is told to. */
class PulseTest {
    @TempDir
    private Path folder;

    /** A clock that stands until it is set. */
    private static final class SetClock extends Clock {
        private long millis;

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void shouldTellRateAndRestAtMostOnceASecondAndEndOnACancel() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                RunningService service = new RunningService(postgres, new InMemoryObjectStore(), folder)) {
            // Given
            Import command = service.command("flowers", service.stage("rose/1.png", Uploads.png(1, 16)));
            service.send(command);
            Claim claim = service.jobs.claim(ImportHandler.KIND, "w").orElseThrow();
            SetClock clock = new SetClock();
            List<Progressed> told = new ArrayList<>();
            Pulse pulse = new Pulse(claim, clock, told::add);
            // When
            pulse.beat("reading", 0, 100, 0, 0);
            clock.millis = 900;
            pulse.beat("reading", 30, 100, 30, 0);
            pulse.read(5000);
            clock.millis = 2000;
            pulse.beat("reading", 40, 100, 39, 1);
            pulse.beat("storing", 0, 40, 40, 1);
            clock.millis = 4000;
            pulse.beat("storing", 10, 40, 40, 1);
            // Then: 40 pictures in 2 s leave 60 for 3 s; 10 in 2 s leave 30 for 6 s
            assertThat(told).containsExactly(
                    new Progressed(command.id(), "flowers", "reading", 40, 100, 39, 1, 5000L, 20.0, 3.0),
                    new Progressed(command.id(), "flowers", "storing", 10, 40, 40, 1, 5000L, 5.0, 6.0));
            service.cancel(command.id());
            claim.heartbeat();
            assertThatThrownBy(pulse::beat).isInstanceOf(AbandonedException.class);
        }
    }
}
