package dev.limner.models;

import java.util.List;
import java.util.Optional;

import dev.limner.models.editing.Editor;

/**
 * Paints pictures with one set of weights, which it holds in native memory until it is closed. May be used by several
 * threads, one after the other (it locks).
 * <p>
 * The rule it keeps: <b>same seed, index, label and temperature: same bytes</b> (on the same instruction set, thread
 * count and libtorch), whatever else is asked for in the same call and however a request is cut into pieces. Noise is
 * drawn for each (seed, index), every forward pass is padded to {@link #batch()} pictures, and picture {@code i} always
 * has row {@code i mod batch()} of it, since an engine may round differently from row to row.
 */
public interface Sampler extends AutoCloseable {

    /** Pictures of one forward pass; a request that begins at a multiple of it wastes none. */
    int batch();

    /** The temperature that the preset was made for: what a request that names none is painted with. */
    double temperature();

    /** The shape of each picture. */
    PictureShape shape();

    /**
     * Paints pictures {@code firstIndex} to {@code firstIndex + count − 1} of the stream that {@code seed} names.
     *
     * @param seed        any
     * @param firstIndex  0 and up
     * @param count       0 and up
     * @param labels      class index for each picture, of length {@code count}; −1 for a class drawn by its index (or
     *                    none, where the model has no classes)
     * @param temperature standard deviation of the latent noise, above 0 up to 2
     * @return uint8 planar pictures
     * @throws dev.limner.contracts.problems.ProblemException if a label is not one of the model's classes
     */
    List<byte[]> sample(long seed, long firstIndex, int count, int[] labels, double temperature);

    /** Numbers of noise that a picture is made from, J. */
    int noise();

    /**
     * Paints pictures from noise that is given: what lies between samples, or beside them.
     *
     * @param noise  z of each picture, J numbers; standard normal noise, times a temperature, gives samples
     * @param labels class index for each, −1 for none
     * @return uint8 planar pictures
     * @throws IllegalArgumentException                       for noise of another length, or as many labels
     * @throws dev.limner.contracts.problems.ProblemException if a label is not one of the model's classes
     */
    List<byte[]> paint(List<float[]> noise, int[] labels);

    /** What its model can do to pictures; empty where it can do nothing to them. Good until it is closed. */
    default Optional<Editor> editor() {
        return Optional.empty();
    }

    @Override
    void close();
}
