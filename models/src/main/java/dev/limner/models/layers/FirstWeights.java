package dev.limner.models.layers;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/** First weights: N(0, gain² / fan-in) (He et al. 2015, equation 10, has gain² = 2 before a ReLU), keyed by their name. */
final class FirstWeights {
    private FirstWeights() {}

    static Tensor normal(long seed, String name, double gain, long fanIn, long... shape) {
        int size = 1;
        for (long side : shape) {
            size = Math.multiplyExact(size, (int) side);
        }
        float[] values = new float[size];
        new Randomness(seed, Stream.FIRST_WEIGHTS, hash(name)).normals(values, 0, size);
        float deviation = (float) (gain / Math.sqrt(fanIn));
        for (int i = 0; i < size; i++) {
            values[i] *= deviation;
        }
        return Tensor.of(values, shape);
    }

    static Tensor zeros(int size) {
        return Tensor.of(new float[size], size);
    }

    private static long hash(String name) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }
}
