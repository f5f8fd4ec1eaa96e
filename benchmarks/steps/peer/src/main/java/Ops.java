import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** libtorch's functions with fewer arguments. */
final class Ops {
    private Ops() {}

    static Tensor tensor(float[] values, long... shape) {
        return torch.from_blob(new FloatPointer(values), shape).clone();
    }

    static float[] floats(Tensor tensor) {
        Tensor flat = tensor.detach().contiguous();
        float[] values = new float[(int) flat.numel()];
        new FloatPointer(flat.data_ptr_float()).capacity(values.length).get(values);
        return values;
    }

    /** a x + b. */
    static Tensor affine(Tensor x, double a, double b) {
        return x.mul(scalar(a)).add(scalar(b));
    }

    static Tensor times(Tensor x, double factor) {
        return x.mul(scalar(factor));
    }

    static Scalar scalar(double value) {
        return new Scalar((float) value);
    }

    /** Side by side; y may be null. */
    static Tensor join(Tensor x, Tensor y) {
        return y == null ? x : torch.cat(new TensorVector(x, y), 1);
    }

    static Tensor stack(Tensor a, Tensor b) {
        return torch.cat(new TensorVector(a, b), 0);
    }

    static Tensor convolve(Tensor x, Tensor weight, Tensor bias, long stride, long padding) {
        return torch.conv2d(x, weight, optional(bias), new long[]{stride, stride}, new long[]{padding, padding}, new long[]{1, 1}, 1);
    }

    static Tensor transposed(Tensor x, Tensor weight, long stride, long padding) {
        return torch.conv_transpose2d(x, weight, new TensorOptional(), new long[]{stride, stride}, new long[]{padding, padding}, new long[]{0, 0}, 1,
                new long[]{1, 1});
    }

    static Tensor batchNorm(Tensor x, Tensor gain, Tensor shift, Tensor mean, Tensor variance, boolean learning, double momentum) {
        return torch.batch_norm(x, optional(gain), optional(shift), optional(mean), optional(variance), learning, momentum, 1e-5, false);
    }

    static Tensor groupNorm(Tensor x, Tensor scale, Tensor shift) {
        return torch.group_norm(x, 8, optional(scale), optional(shift), 1e-5, false);
    }

    static Tensor leaky(Tensor x) {
        return torch.leaky_relu(x, scalar(0.2));
    }

    static Tensor meanSquares(Tensor a, Tensor b) {
        return torch.mse_loss(a, b);
    }

    static Tensor absolute(Tensor a, Tensor b) {
        return a.sub(b).abs().mean();
    }

    /** Rows or columns {@code from} to {@code to − 1} of a side. */
    static Tensor slice(Tensor x, long side, long from, long to) {
        return x.slice(side, new LongOptional(from), new LongOptional(to), 1);
    }

    private static TensorOptional optional(Tensor tensor) {
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
    }
}
