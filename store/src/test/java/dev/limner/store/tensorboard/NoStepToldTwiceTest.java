package dev.limner.store.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.limner.store.InMemoryObjectStore;

/** The rule of event files: of what was done again after a crash, only the later attempt is told. */
class NoStepToldTwiceTest {
    private static final int SCHEDULES = 300;

    private final InMemoryObjectStore objects = new InMemoryObjectStore();

    @Test
    void shouldListWhatEachClaimAddedInOrder() {
        // Given
        stored(file(1, 0, 64));
        stored(file(1, 64, 128));
        stored(file(2, 128, 1_000_000));
        objects.put("models/m/r/tensorboard/notes.txt", new byte[0]);
        objects.put("models/m/another/tensorboard/" + file(1, 0, 64).name(), new byte[0]);

        // When
        List<EventFile> current = EventFile.current(objects, "m", "r");

        // Then
        assertThat(current).containsExactly(file(1, 0, 64), file(1, 64, 128), file(2, 128, 1_000_000));
        assertThat(current.get(0).key())
                .isEqualTo("models/m/r/tensorboard/events.out.tfevents.000001-000000000000000-000000000000064");
    }

    @Test
    void shouldLeaveOutWhatALaterClaimDidAgain() {
        // Given
        stored(file(1, 0, 64));
        stored(file(1, 64, 100));
        stored(file(2, 64, 128));

        // When
        List<EventFile> current = EventFile.current(objects, "m", "r");

        // Then
        assertThat(current).containsExactly(file(1, 0, 64), file(2, 64, 128));
    }

    @Test
    void shouldTellEachStepOnceWhateverWasKilledAndWroteLate() {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            // Given: claims that each go on from some checkpoint of the one before, and files in any order of arrival
            Random random = new Random(seed);
            List<EventFile> written = new ArrayList<>();
            int from = 0;
            for (int epoch = 1; epoch <= 4; epoch++) {
                int at = from;
                for (int i = 0; i <= random.nextInt(4); i++) {
                    written.add(file(epoch, at, at + 10));
                    at += 10;
                }
                from += epoch < 4 ? 10 * random.nextInt((at - from) / 10 + 1) : at - from;
            }
            Collections.shuffle(written, random);
            InMemoryObjectStore bucket = new InMemoryObjectStore();
            written.forEach(file -> bucket.put(file.key(), new byte[0]));

            // When
            List<EventFile> current = EventFile.current(bucket, "m", "r");

            // Then
            long end = 0;
            for (EventFile file : current) {
                assertThat(file.from()).as("seed %d: %s", seed, current).isEqualTo(end);
                end = file.to();
            }
            assertThat(end).as("seed %d", seed).isEqualTo(from);
        }
    }

    private void stored(EventFile file) {
        objects.put(file.key(), new byte[0]);
    }

    private static EventFile file(long epoch, long from, long to) {
        return new EventFile("m", "r", epoch, from, to);
    }
}
