package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;

/**
 * Times as waves (Vaswani et al. 2017, section 3.5, for positions; Ho, Jain &amp; Abbeel 2020 for times), [N] → [N,E]:
 *
 * <pre>
 * e_i = cos(1000 t · 10000^(−i/(E/2))),   e_{E/2+i} = sin(1000 t · 10000^(−i/(E/2))),   i = 0 … E/2 − 1
 * </pre>
 */
public final class TimeEmbedding {
    private static final double LARGEST_TIME = 1000;
    private static final double LONGEST_WAVE = 10_000;

    private TimeEmbedding() {}

    /**
     * @param times t, 0 to 1, one for each picture
     * @param count E, even
     */
    public static NDArray of(NDManager memory, float[] times, int count) {
        int half = count / 2;
        float[] waves = new float[times.length * count];
        for (int n = 0; n < times.length; n++) {
            for (int i = 0; i < half; i++) {
                double angle = LARGEST_TIME * times[n] * StrictMath.pow(LONGEST_WAVE, -(double) i / half);
                waves[n * count + i] = (float) StrictMath.cos(angle);
                waves[n * count + half + i] = (float) StrictMath.sin(angle);
            }
        }
        return Numbers.of(memory, waves, times.length, count);
    }
}
