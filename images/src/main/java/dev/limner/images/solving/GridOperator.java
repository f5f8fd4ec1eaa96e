package dev.limner.images.solving;

/**
 * A symmetric, positive definite operator on the pixels of a grid, of which some are unknown. Vectors have a value for
 * each pixel of the grid; those of pixels that are not unknown are 0 and stay so.
 */
public interface GridOperator {
    /** Rows of the grid. */
    int height();

    /** Columns of the grid. */
    int width();

    /** target = A x. */
    void apply(float[] x, float[] target);

    /** target ≈ A⁻¹ x: symmetric and positive definite as well. */
    void precondition(float[] x, float[] target);
}
