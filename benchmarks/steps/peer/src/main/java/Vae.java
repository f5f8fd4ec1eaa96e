import java.util.List;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** conv-small: a variational autoencoder with a learned prior. */
final class Vae implements Model {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final Given given;
    private final Network network;
    private final int couplings;

    Vae(Given given) {
        this.given = given;
        network = new Network(given, "vae");
        couplings = given.whole("couplings");
    }

    @Override
    public List<Network> networks() {
        return List.of(network);
    }

    @Override
    public float train(Batch batch) {
        Tensor loss = loss(network.weights(), batch);
        loss.backward();
        network.update(given.rate("vae", batch.step));
        return loss.item_float();
    }

    @Override
    public Tensor paint(Tensor u, Tensor y) {
        Weights w = network.averages();
        Tensor z = u;
        for (int i = couplings - 1; i >= 0; i--) {
            TensorVector halves = z.chunk(2, 1);
            Tensor a = halves.get(i % 2);
            TensorVector changes = changes(w, i, a, y);
            z = joined(a, halves.get(1 - i % 2).mul(changes.get(0).tanh().exp()).add(changes.get(1)), i);
        }
        TensorVector affine = w.dense("prior.affine", y).chunk(2, 1);
        return w.decode(z.mul(affine.get(0).tanh().exp()).add(affine.get(1)), y);
    }

    private Tensor loss(Weights w, Batch batch) {
        Tensor y = batch.classes;
        Tensor h = torch.relu(w.conv("encoder.halving.0", Ops.affine(batch.pictures, 2, -1), 2, 1));
        h = torch.relu(w.conv("encoder.halving.1", h, 2, 1));
        h = torch.relu(w.conv("encoder.last", h)).flatten(1, -1);
        TensorVector moments = w.dense("encoder.moments", Ops.join(h, y)).chunk(2, 1);
        Tensor z = Ops.times(moments.get(1), 0.5).exp().mul(batch.noise).add(moments.get(0));
        Tensor error = Ops.meanSquares(w.decode(z, y), batch.pictures);
        Tensor negativeEntropy = Ops.times(moments.get(1).add(Ops.scalar(1 + LOG_2_PI)).sum(1).mean(), -0.5);
        double beta = given.number("beta") * Math.min(batch.images / given.number("betaWarmUp"), 1);
        Tensor divergence = negativeEntropy.sub(logDensity(w, z, y).mean());
        return Ops.times(error.add(Ops.scalar(4e-6)).log(), 784 / 2.0).add(Ops.times(divergence, beta));
    }

    private Tensor logDensity(Weights w, Tensor z, Tensor y) {
        TensorVector affine = w.dense("prior.affine", y).chunk(2, 1);
        Tensor s = affine.get(0).tanh();
        Tensor u = z.sub(affine.get(1)).mul(s.neg().exp());
        Tensor volume = s.sum(1).neg();
        for (int i = 0; i < couplings; i++) {
            TensorVector halves = u.chunk(2, 1);
            Tensor a = halves.get(i % 2);
            TensorVector changes = changes(w, i, a, y);
            s = changes.get(0).tanh();
            u = joined(a, halves.get(1 - i % 2).sub(changes.get(1)).mul(s.neg().exp()), i);
            volume = volume.sub(s.sum(1));
        }
        return volume.sub(Ops.times(u.square().add(Ops.scalar(LOG_2_PI)).sum(1), 0.5));
    }

    private static TensorVector changes(Weights w, int i, Tensor a, Tensor y) {
        return w.dense("prior.output." + i, torch.relu(w.dense("prior.hidden." + i, Ops.join(a, y)))).chunk(2, 1);
    }

    private static Tensor joined(Tensor a, Tensor b, int i) {
        return i % 2 == 0 ? Ops.join(a, b) : Ops.join(b, a);
    }
}
