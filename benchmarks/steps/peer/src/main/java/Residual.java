import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** resnet-hinge on 28×28: residual, class-conditional, under a spectral norm. */
final class Residual extends Pair {
    private final List<String> normalised;

    Residual(Given given) {
        super(given);
        normalised = discriminator.weights().all().keySet().stream().filter(name -> name.endsWith(".u")).map(name -> name.substring(0, name.length() - 2))
                .toList();
    }

    @Override
    Tensor generate(Weights w, Tensor z, Tensor y, boolean learning) {
        Tensor given = Ops.join(z, y);
        Tensor s = torch.relu(w.dense("style", given));
        Tensor x = w.dense("opening", given).reshape(z.size(0), -1, 7, 7);
        Tensor h = doubled(w, "rising.2.doubling", modulated(w, "rising.2.before", x, s, learning));
        h = w.conv("rising.2.refinement", modulated(w, "rising.2.between", h, s, learning));
        h = h.add(torch.upsample_nearest2d(w.conv("rising.2.shortcut", x, 1, 0), 14, 14));
        h = torch.relu(doubled(w, "doubling", modulated(w, "closing", h, s, learning)));
        return w.conv("painting", h).tanh();
    }

    @Override
    Tensor judged(Weights w, Tensor real, Tensor fake, Tensor y) {
        TensorVector scores = score(w, Ops.stack(real, fake), Ops.stack(y, y)).chunk(2, 0);
        return torch.relu(Ops.affine(scores.get(0), -1, 1)).mean().add(torch.relu(Ops.affine(scores.get(1), 1, 1)).mean());
    }

    @Override
    Tensor wished(Weights w, Tensor fake, Tensor y) {
        return score(w, fake, y).mean().neg();
    }

    @Override
    void refresh() {
        try (NoGradGuard guard = new NoGradGuard()) {
            Weights w = discriminator.weights();
            for (String name : normalised) {
                Tensor matrix = w.get(name).flatten(1, -1);
                Tensor u = w.get(name + ".u");
                u.copy_(unit(matrix.mv(unit(matrix.t().mv(u)))));
            }
        }
    }

    @Override
    Weights prepared(Weights w) {
        Map<String, Tensor> made = new HashMap<>(w.all());
        for (String name : normalised) {
            Tensor matrix = w.get(name).flatten(1, -1);
            Tensor u = w.get(name + ".u");
            Tensor v = unit(matrix.detach().t().mv(u));
            made.put(name, w.get(name).div(u.dot(matrix.mv(v))));
        }
        return new Weights(made);
    }

    private static Tensor score(Weights w, Tensor pictures, Tensor y) {
        Tensor x = w.conv("stem", pictures, 2, 1);
        Tensor h = w.conv("falling.1.refinement", Ops.leaky(x));
        h = w.conv("falling.1.halving", Ops.leaky(h), 2, 1).add(w.conv("falling.1.shortcut", torch.avg_pool2d(x, 2, 2), 1, 0));
        h = h.add(w.conv("last", Ops.leaky(h)));
        Tensor features = Ops.leaky(h).sum(2, 3);
        return w.dense("verdict", features).flatten().add(w.dense("projection", features).mul(y).sum(1));
    }

    private static Tensor modulated(Weights w, String name, Tensor x, Tensor s, boolean learning) {
        TensorVector both = w.dense(name + ".changes", s).unsqueeze(2).unsqueeze(3).chunk(2, 1);
        return torch.relu(w.batchNorm(name + ".norm", x, learning).mul(both.get(0).add(Ops.scalar(1))).add(both.get(1)));
    }

    private static Tensor doubled(Weights w, String name, Tensor x) {
        return Ops.transposed(x, w.get(name + ".weight"), 2, 1);
    }

    private static Tensor unit(Tensor vector) {
        return vector.div(vector.norm());
    }
}
