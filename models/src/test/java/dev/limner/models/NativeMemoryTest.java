package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Model &gt; trainer &gt; batch: a step leaves nothing behind in the managers that outlive it (djl#2210, djl#1317). */
class NativeMemoryTest {

    @Test
    void shouldHoldAsManyArraysAfterFiftyStepsAsAfterOne() {
        // Given
        DrawnPictures pictures = new DrawnPictures(64, 3);
        List<Integer> held = new ArrayList<>();

        // When
        HeldArrays.whileTraining(SmallVae.configuration(pictures), pictures, 50 * SmallVae.BATCH, held);

        // Then
        assertThat(held).hasSize(50).containsOnly(held.get(0));
    }
}
