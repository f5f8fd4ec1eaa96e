package dev.limner.models.matting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.models.Batch;
import dev.limner.models.EngineTest;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class CompositesTest extends EngineTest {

    @Test
    void shouldLayTheForegroundOverTheBackground() {
        // Given When
        Composites made = Composites.of(batch(8, 0));

        // Then I = α F + (1 − α) B, all in [0, 1]
        float[] seen = made.seen().toFloatArray();
        float[] alpha = made.alpha().toFloatArray();
        float[] f = made.foreground().toFloatArray();
        float[] b = made.background().toFloatArray();
        for (int i = 0; i < seen.length; i++) {
            float a = alpha[i / 768 * 256 + i % 256];
            assertThat(seen[i]).isCloseTo(a * f[i] + (1 - a) * b[i], within(1e-5f)).isBetween(-1e-5f, 1.00001f);
        }
    }

    @Test
    void shouldMakeTheSameAgainAndOthersAtAnotherIndex() {
        // Given
        float[] first = Composites.of(batch(4, 7)).seen().toFloatArray();

        // When
        float[] again = Composites.of(batch(4, 7)).seen().toFloatArray();
        float[] other = Composites.of(batch(4, 8)).seen().toFloatArray();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void shouldFindABackgroundForASinglePicture() {
        // Given
        Batch single = batch(1, 3);

        // When Then
        assertThat(Composites.of(single).background().max().getFloat()).isPositive();
    }

    @Test
    void shouldLayHalfTransparentOverOpaque() {
        // Given colour 1 of alpha ½ over colour 0.2
        Premultiplied front = Premultiplied.of(new float[]{1, 1, 1, 0.5f}, 0, 1, 1);
        Premultiplied back = Premultiplied.plain(1, 1, new float[]{0.2f, 0.2f, 0.2f});

        // When
        Premultiplied both = front.over(back);

        // Then
        assertThat(both.values()).containsExactly(new float[]{0.6f, 0.6f, 0.6f, 1}, within(1e-6f));
    }

    @Test
    void shouldBlurByMeansOfSquares() {
        // Given one bright pixel in the middle of 5×5, opaque
        Premultiplied picture = Premultiplied.plain(5, 5, new float[3]);
        picture.values()[12] = 9;

        // When
        float[] values = picture.blurred(1).values();

        // Then
        assertThat(new float[]{values[12], values[6], values[5], values[80]})
                .containsExactly(new float[]{1, 1, 0, 1}, within(1e-6f));
    }

    @Test
    void shouldGiveColoursBackWithoutAlpha() {
        // Given
        float[] rgba = {0.8f, 0.3f, 0.4f, 0.3f, 0.2f, 0.3f, 0.5f, 0};
        float[] colours = new float[6];
        float[] alpha = new float[2];

        // When
        Premultiplied.of(rgba, 0, 1, 2).straight(colours, 0, alpha, 0);

        // Then
        assertThat(colours).containsExactly(new float[]{0.8f, 0, 0.4f, 0, 0.2f, 0}, within(1e-6f));
        assertThat(alpha).containsExactly(0.5f, 0);
    }

    @Test
    void shouldEnlargeAboutAPointInside() {
        // Given an opaque picture
        Premultiplied picture = Premultiplied.plain(16, 16, new float[]{0.1f, 0.5f, 0.9f});

        // When
        Premultiplied part = picture.part(2, new Randomness(1, Stream.TRAINING_NOISE, 1));

        // Then nothing of what is beyond its edges comes in
        assertThat(part.values()).containsExactly(picture.values(), within(1e-5f));
    }

    private Batch batch(int count, long first) {
        float[] pictures = new float[count * 4 * 256];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (float) new Randomness(5, Stream.SAMPLE_NOISE, i).nextUniform();
        }
        return new Batch(memory, array(pictures, count, 4, 16, 16), null, new int[count], first, 1,
                Stream.HELD_OUT_NOISE);
    }
}
