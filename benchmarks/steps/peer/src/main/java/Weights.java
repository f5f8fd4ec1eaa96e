import java.util.Map;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A network's numbers by name, and the layers that several families have. */
record Weights(Map<String, Tensor> all) {

    Tensor get(String name) {
        return all.get(name);
    }

    Tensor dense(String name, Tensor x) {
        return torch.linear(x, get(name + ".weight"), new org.bytedeco.pytorch.TensorOptional(get(name + ".bias")));
    }

    Tensor conv(String name, Tensor x) {
        return conv(name, x, 1, 1);
    }

    Tensor conv(String name, Tensor x, long stride, long padding) {
        return Ops.convolve(x, get(name + ".weight"), get(name + ".bias"), stride, padding);
    }

    Tensor batchNorm(String name, Tensor x, boolean learning) {
        return Ops.batchNorm(x, get(name + ".weight"), get(name + ".bias"), get(name + ".runningMean"), get(name + ".runningVariance"), learning, 0.1);
    }

    Tensor groupNorm(String name, Tensor x) {
        return Ops.groupNorm(x, get(name + ".scale").flatten(), get(name + ".shift").flatten());
    }

    /** x [N,1,28,28] of codes z and classes y. */
    Tensor decode(Tensor z, Tensor y) {
        Tensor h = torch.relu(dense("decoder.widening", Ops.join(z, y)));
        h = torch.relu(dense("decoder.opening", h)).reshape(z.size(0), -1, 7, 7);
        h = torch.relu(torch.pixel_shuffle(conv("decoder.doubling.1", h), 2));
        h = torch.relu(conv("decoder.refinement.1", h));
        return torch.sigmoid(torch.pixel_shuffle(conv("decoder.painting", h), 2));
    }
}
