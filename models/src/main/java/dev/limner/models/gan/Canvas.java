package dev.limner.models.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

import dev.limner.models.PictureShape;

/**
 * What the networks work on where halving a picture's sides leaves a rest: the picture with black at its right and lower
 * edge. Real pictures are padded for the discriminator, and what the generator paints is cropped to the picture; both then
 * look the same to the discriminator.
 *
 * @param shape  of the pictures
 * @param height of the canvas, that of the pictures and up
 * @param width  of the canvas, that of the pictures and up
 */
record Canvas(PictureShape shape, int height, int width) {
    private static final double BLACK = -1;

    /** Whose sides are the least multiples of a number that a picture fits on. */
    static Canvas ofMultiples(PictureShape shape, int unit) {
        return new Canvas(shape, (shape.height() + unit - 1) / unit * unit, (shape.width() + unit - 1) / unit * unit);
    }

    /** Pictures in [−1, 1], [N,c,H,W], on the canvas. */
    NDArray padded(NDArray pictures) {
        return fits()
                ? pictures
                : pictures.pad(
                        new Shape(0, width - shape.width(), 0, height - shape.height()), BLACK);
    }

    /** The pictures on a canvas, [N,c,H,W]. */
    NDArray cropped(NDArray canvas) {
        return fits()
                ? canvas
                : canvas.get(new NDIndex().addAllDim(2).addSliceDim(0, shape.height())
                        .addSliceDim(0, shape.width()));
    }

    private boolean fits() {
        return height == shape.height() && width == shape.width();
    }
}
