import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** dcgan-32, 28×28 on a canvas of 32×32. */
final class Dcgan extends Pair {
    Dcgan(Given given) {
        super(given);
    }

    @Override
    Tensor generate(Weights w, Tensor z, Tensor y, boolean learning) {
        Tensor h = z.unsqueeze(2).unsqueeze(3);
        for (int i = 1; i <= 4; i++) {
            h = Ops.transposed(h, w.get("painting." + i + ".weight"), i == 1 ? 1 : 2, i == 1 ? 0 : 1);
            h = i < 4 ? torch.relu(w.batchNorm("painting.norm." + i, h, learning)) : h.tanh();
        }
        return Ops.slice(Ops.slice(h, 2, 0, 28), 3, 0, 28);
    }

    @Override
    Tensor judged(Weights w, Tensor real, Tensor fake, Tensor y) {
        return torch.softplus(score(w, real).neg()).mean().add(torch.softplus(score(w, fake)).mean());
    }

    @Override
    Tensor wished(Weights w, Tensor fake, Tensor y) {
        return torch.softplus(score(w, fake).neg()).mean();
    }

    @Override
    Weights prepared(Weights w) {
        return w;
    }

    private static Tensor score(Weights w, Tensor x) {
        Tensor h = torch.constant_pad_nd(x, new long[]{0, 4, 0, 4}, Ops.scalar(-1));
        h = Ops.leaky(w.conv("judging.1", h, 2, 1));
        for (int i = 2; i <= 3; i++) {
            h = Ops.leaky(w.batchNorm("judging.norm." + i, w.conv("judging." + i, h, 2, 1), true));
        }
        return w.conv("judging.4", h, 1, 0).flatten();
    }
}
