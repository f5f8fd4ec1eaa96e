package dev.limner.models;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

import dev.limner.models.engine.Numbers;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * What a forward pass sees.
 *
 * @param memory   owns everything that is computed from the batch, and is closed after it
 * @param pictures x, [N,C,H,W], float32 in [0, 1]
 * @param classes  y, [N,K], one-hot, all zero for a picture without label; null for a model without classes
 * @param chosen   place of each picture in its split
 * @param images   images before this batch: the first picture's index in the noise's stream
 * @param seed     of the noise
 * @param stream   of the noise
 */
public record Batch(NDManager memory, NDArray pictures, NDArray classes, int[] chosen, long images, long seed,
        Stream stream) {

    /** N. */
    public int size() {
        return (int) pictures.getShape().get(0);
    }

    /** Pictures {@code from} to {@code to − 1} of it, with the noise that they have in the whole. */
    public Batch part(int from, int to) {
        NDIndex rows = new NDIndex(from + ":" + to);
        return new Batch(memory, pictures.get(rows), classes == null ? null : classes.get(rows),
                Arrays.copyOfRange(chosen, from, to), images + from, seed, stream);
    }

    /** ε ~ N(0, I), [N,count], each row drawn for its picture's index: the same numbers whatever the batch's size. */
    public NDArray noise(int count) {
        return noise(memory, seed, stream, images, size(), count);
    }

    /** ε ~ N(0, I), [rows,count], row i drawn for (seed, stream, first + i). */
    public static NDArray noise(NDManager memory, long seed, Stream stream, long first, int rows, int count) {
        float[] noise = new float[rows * count];
        for (int i = 0; i < rows; i++) {
            new Randomness(seed, stream, first + i).normals(noise, i * count, count);
        }
        return Numbers.of(memory, noise, rows, count);
    }
}
