package dev.limner.contracts.tensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Numbers with a shape, outside any engine: what shards and checkpoints are made of.
 *
 * @param type  of each number
 * @param shape outermost first; empty for a scalar
 * @param data  row-major, little-endian, exactly elements × bytes of the type; read-only, position 0
 */
public record Tensor(Type type, long[] shape, ByteBuffer data) {

    /** Element types by their safetensors names. */
    public enum Type {
        U8(1),
        I64(8),
        F32(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes of one element. */
        public int bytes() {
            return bytes;
        }
    }

    public Tensor {
        shape = shape.clone();
        data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (data.remaining() != Math.multiplyExact(elements(shape), type.bytes())) {
            throw new IllegalArgumentException("%d bytes are not a %s tensor of shape %s"
                    .formatted(data.remaining(), type, Arrays.toString(shape)));
        }
    }

    public static Tensor of(float[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new Tensor(Type.F32, shape, data);
    }

    public static Tensor of(long[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, 8)).order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return new Tensor(Type.I64, shape, data);
    }

    public static Tensor of(byte[] values, long... shape) {
        return new Tensor(Type.U8, shape, ByteBuffer.wrap(values));
    }

    /** The numbers of an F32 tensor, copied. */
    public float[] floats() {
        require(Type.F32);
        float[] values = new float[data.remaining() / 4];
        data().asFloatBuffer().get(values);
        return values;
    }

    /** The numbers of an I64 tensor, copied. */
    public long[] longs() {
        require(Type.I64);
        long[] values = new long[data.remaining() / 8];
        data().asLongBuffer().get(values);
        return values;
    }

    /** The numbers of a U8 tensor, copied. */
    public byte[] bytes() {
        require(Type.U8);
        byte[] values = new byte[data.remaining()];
        data().get(values);
        return values;
    }

    /** A view of the data with a position of its own. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    public long elements() {
        return elements(shape);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && type == that.type && Arrays.equals(shape, that.shape)
                && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + data.hashCode();
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }

    private static long elements(long[] shape) {
        long elements = 1;
        for (long side : shape) {
            if (side < 0) {
                throw new IllegalArgumentException("negative side in " + Arrays.toString(shape));
            }
            elements = Math.multiplyExact(elements, side);
        }
        return elements;
    }

    private void require(Type asked) {
        if (type != asked) {
            throw new IllegalStateException("a tensor of " + type + " read as " + asked);
        }
    }
}
