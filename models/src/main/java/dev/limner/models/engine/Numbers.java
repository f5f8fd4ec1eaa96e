package dev.limner.models.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import dev.limner.contracts.tensors.Tensor;

/** Numbers into the engine and out of it. */
public final class Numbers {
    private static final float WHITE = 255f;

    private Numbers() {}

    /** A copy of an F32 tensor in native memory that the manager owns. */
    public static NDArray of(NDManager manager, Tensor tensor) {
        return of(manager, tensor.floats(), tensor.shape());
    }

    /** Float32 numbers in native memory that the manager owns. */
    public static NDArray of(NDManager manager, float[] values, long... shape) {
        return manager.create(FloatBuffer.wrap(values), new Shape(shape));
    }

    /**
     * x · factor, to be used wherever gradients are taken. {@code x.mul(0.5f)} is not safe there: DJL makes an array of the
     * factor whose memory is a Java buffer's, and lets go of it at once, while the graph still points to it; should the
     * garbage collector run before the backward pass, the gradient is multiplied by whatever is there by then. Here the
     * factor belongs to the manager of {@code x} and lives as long as the step.
     */
    public static NDArray scaled(NDArray x, float factor) {
        return x.mul(scalar(x.getManager(), factor));
    }

    /** A float32 number of no dimension. (Each {@code x.muli(2f)} makes one of its own: what is used often is made once.) */
    public static NDArray scalar(NDManager manager, double value) {
        return of(manager, new float[]{(float) value});
    }

    /** A copy of a float32 array outside the engine. */
    public static Tensor tensor(NDArray array) {
        return Tensor.of(array.toFloatArray(), array.getShape().getShape());
    }

    /** uint8 pictures [N,C,H,W] as float32 in [0, 1]. */
    public static NDArray pictures(NDManager manager, byte[] pixels, long... shape) {
        ByteBuffer direct = ByteBuffer.allocateDirect(pixels.length).order(ByteOrder.nativeOrder()).put(pixels).flip();
        return manager.create(direct, new Shape(shape), DataType.UINT8).toType(DataType.FLOAT32, false).divi(WHITE);
    }

    /**
     * Class indices as one-hot rows, float32 [N,K]; a row of zeros for −1.
     *
     * @return null where there are no classes
     */
    public static NDArray oneHot(NDManager manager, int[] labels, int classes) {
        if (classes == 0) {
            return null;
        }
        float[] rows = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                rows[i * classes + labels[i]] = 1;
            }
        }
        return of(manager, rows, labels.length, classes);
    }

    /** Float32 pictures in [0, 1] as uint8, rounded to nearest, of the same shape. */
    public static byte[] pixels(NDArray pictures) {
        float[] values = pictures.toFloatArray();
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) Math.round(Math.min(Math.max(values[i], 0), 1) * WHITE);
        }
        return pixels;
    }
}
