package dev.limner.trainer.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.limner.trainer.runs.Latest.Place;

/** Rule 7: latest never goes back by accident. */
class LatestNeverGoesBackTest {
    private static final int SCHEDULES = 500;

    @Test
    void shouldNameTheFirstCheckpointThereIs() {
        assertThat(Latest.moves(null, unfinished(1, 100, 1))).isTrue();
    }

    @Test
    void shouldFollowAnUnfinishedRunWhileThereIsNoFinishedOne() {
        assertThat(Latest.moves(unfinished(1, 100, 1), unfinished(1, 200, 1))).isTrue();
        assertThat(Latest.moves(unfinished(1, 900, 1), unfinished(2, 100, 1))).isTrue();
    }

    @Test
    void shouldStayWithTheFinishedRunWhileANewerOneGoesOn() {
        assertThat(Latest.moves(finished(1, 900, 1), unfinished(2, 5000, 1))).isFalse();
    }

    @Test
    void shouldMoveToTheNewerRunOnceItHasFinished() {
        assertThat(Latest.moves(finished(1, 900, 1), finished(2, 500, 1))).isTrue();
    }

    @Test
    void shouldNotMoveToAnOlderRunThatEndsLate() {
        assertThat(Latest.moves(finished(2, 500, 1), finished(1, 9000, 3))).isFalse();
        assertThat(Latest.moves(unfinished(2, 500, 1), unfinished(1, 9000, 3))).isFalse();
    }

    @Test
    void shouldNotGoBackWithARunThatBeginsAgainFromAnOlderCheckpoint() {
        assertThat(Latest.moves(unfinished(1, 900, 1), unfinished(1, 500, 2))).isFalse();
        assertThat(Latest.moves(unfinished(1, 900, 1), unfinished(1, 900, 2))).isTrue();
        assertThat(Latest.moves(unfinished(1, 900, 2), unfinished(1, 900, 1))).isFalse();
    }

    @Test
    void shouldLetBestNameAnyCheckpointOfTheRunThatLatestGoesBy() {
        assertThat(Latest.runMoves(null, unfinished(1, 100, 1))).isTrue();
        assertThat(Latest.runMoves(unfinished(1, 900, 1), unfinished(1, 500, 1))).isTrue();
        assertThat(Latest.runMoves(finished(1, 900, 1), finished(1, 500, 1))).isTrue();
        assertThat(Latest.runMoves(finished(1, 900, 1), unfinished(2, 500, 1))).isFalse();
        assertThat(Latest.runMoves(finished(1, 900, 1), finished(2, 500, 1))).isTrue();
        assertThat(Latest.runMoves(finished(2, 500, 1), finished(1, 900, 3))).isFalse();
    }

    @Test
    void shouldEndAtTheNewestCheckpointOfTheNewestFinishedRunInWhateverOrder() {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            // Given
            Random random = new Random(seed);
            List<Place> schedule = new ArrayList<>();
            for (int run = 1; run <= 4; run++) {
                boolean ends = random.nextBoolean();
                for (int i = 1; i <= 3; i++) {
                    schedule.add(unfinished(run, i * 100, 1));
                }
                if (ends) {
                    schedule.add(finished(run, 300, 1));
                }
            }
            Collections.shuffle(schedule, random);

            // When
            Place latest = null;
            for (Place next : schedule) {
                latest = Latest.moves(latest, next) ? next : latest;
            }

            // Then
            boolean anyFinished = schedule.stream().anyMatch(Place::finished);
            long newest = schedule.stream().filter(place -> place.finished() == anyFinished).mapToLong(Place::number)
                    .max().orElseThrow();
            assertThat(latest).as("seed %d", seed).isEqualTo(new Place(newest, anyFinished, 300, 1));
        }
    }

    private static Place unfinished(long number, long images, long epoch) {
        return new Place(number, false, images, epoch);
    }

    private static Place finished(long number, long images, long epoch) {
        return new Place(number, true, images, epoch);
    }
}
