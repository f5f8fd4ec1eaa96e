package dev.limner.store.tensorboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.500Z");

    @Test
    void shouldBeginAsTensorFlowsOwnFilesDo() {
        // When
        byte[] file = new EventLog(TIME, 0).toBytes();

        // Then: a record of 24 bytes, and the masked checksum of that length
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(file, 12))).isEqualTo("1800000000000000a37f4b22");
        assertThat(EventReader.crc32c("123456789".getBytes(US_ASCII))).isEqualTo(0xE3069283);
    }

    @Test
    void shouldSayWhereItGoesOn() {
        // When
        List<EventReader.Event> events = EventReader.read(new EventLog(TIME, 960_000).toBytes());

        // Then
        assertThat(events).hasSize(2);
        assertThat(events.get(0).fileVersion()).isEqualTo("brain.Event:2");
        assertThat(events.get(0).step()).isZero();
        assertThat(events.get(1).started()).isTrue();
        assertThat(events.get(1).step()).isEqualTo(960_001);
    }

    @Test
    void shouldHoldNumbersAtTheirSteps() {
        // Given
        EventLog log = new EventLog(TIME, 0);

        // When
        log.scalars(TIME, 64, new TreeMap<>(Map.of("loss/loss", 0.25, "training/imagesPerSecond", 1e30)));
        log.scalars(TIME.plusSeconds(1), 3_000_000_000L, new TreeMap<>(Map.of("loss/loss", -1.5)));

        // Then
        List<EventReader.Event> events = EventReader.read(log.toBytes());
        assertThat(events.get(2).wallTime()).isEqualTo(TIME.getEpochSecond() + 0.5);
        assertThat(events.get(2).step()).isEqualTo(64);
        assertThat(events.get(2).scalars()).containsExactlyEntriesOf(
                new TreeMap<>(Map.of("loss/loss", 0.25f, "training/imagesPerSecond", 1e30f)));
        assertThat(events.get(3).step()).isEqualTo(3_000_000_000L);
        assertThat(events.get(3).scalars()).containsEntry("loss/loss", -1.5f);
    }

    @Test
    void shouldHoldPicturesWithTheSidesThatTheirHeadersSay() {
        // Given
        byte[] png = ByteBuffer.allocate(400).put(new byte[]{(byte) 137, 'P', 'N', 'G'}).putInt(16, 300).putInt(20, 200)
                .array();
        EventLog log = new EventLog(TIME, 0);

        // When
        log.picture(TIME, 128, "samples", png);

        // Then
        EventReader.Event event = EventReader.read(log.toBytes()).get(2);
        assertThat(event.step()).isEqualTo(128);
        assertThat(event.sides()).containsEntry("samples", List.of(200L, 300L));
        assertThat(event.pictures().get("samples")).isEqualTo(png);
    }
}
