import java.util.ArrayList;
import java.util.List;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** latent-small, both stages, and pixel-small. */
final class Flow implements Model {
    private final Given given;
    private final boolean latent;
    private final long patch;
    private final Network velocity;
    private final Network coder;
    private final Tensor frequencies;

    Flow(Given given) {
        this.given = given;
        latent = given.settings.get("space").equals("latent");
        patch = latent ? 1 : 2;
        velocity = new Network(given, "flow");
        coder = latent ? new Network(given, "autoencoder") : null;
        float[] waves = new float[32];
        for (int i = 0; i < 32; i++) {
            waves[i] = (float) (1000 * Math.pow(10_000, -i / 32.0));
        }
        frequencies = Ops.tensor(waves, 1, 32);
    }

    @Override
    public List<Network> networks() {
        return latent ? List.of(velocity, coder) : List.of(velocity);
    }

    @Override
    public float train(Batch batch) {
        if (latent && batch.images < given.whole("autoencoderImages")) {
            return first(batch);
        }
        Tensor loss = second(batch);
        loss.backward();
        velocity.update(given.rate("flow", batch.step));
        return loss.item_float();
    }

    @Override
    public Tensor paint(Tensor noise, Tensor y) {
        Tensor x = latent ? noise.reshape(-1, 4, 7, 7) : noise.reshape(-1, 1, 28, 28);
        Tensor both = Ops.stack(y, torch.zeros_like(y));
        int steps = given.whole("evaluations") / 2;
        for (int i = 0; i < steps; i++) {
            Tensor half = x.add(Ops.times(guided(x, (double) i / steps, both), 0.5 / steps));
            x = x.add(Ops.times(guided(half, (i + 0.5) / steps, both), 1.0 / steps));
        }
        return latent ? decode(coder.averages(), x) : Ops.affine(x, 0.5, 0.5);
    }

    private Tensor guided(Tensor x, double t, Tensor y) {
        Tensor times = Ops.affine(torch.zeros(2 * x.size(0)), 1, t);
        TensorVector v = field(velocity.averages(), Ops.stack(x, x), times, y).chunk(2, 0);
        return v.get(1).add(Ops.times(v.get(0).sub(v.get(1)), given.number("guidance")));
    }

    private float first(Batch batch) {
        int parts = given.whole("autoencoderSteps");
        TensorVector pictures = batch.pictures.chunk(parts, 0);
        TensorVector noises = batch.noise.chunk(parts, 0);
        float loss = 0;
        for (int i = 0; i < parts; i++) {
            Tensor x = pictures.get(i);
            Tensor z = encode(coder.weights(), x, true);
            Tensor painted = decode(coder.weights(), z.add(Ops.times(noises.get(i).reshape(-1, 4, 7, 7), given.number("latentNoise"))));
            Tensor off = painted.sub(x);
            Tensor total = off.abs().mean();
            for (int side = 2; side < 4; side++) {
                Tensor edges = Ops.slice(off, side, 1, 28).sub(Ops.slice(off, side, 0, 27)).abs().mean();
                total = total.add(Ops.times(edges, given.number("edges")));
            }
            total = Ops.times(total, 1.0 / parts);
            total.backward();
            coder.update(given.rate("autoencoder", batch.step));
            loss += total.item_float();
        }
        return loss;
    }

    private Tensor second(Batch batch) {
        Tensor data = latent ? encode(coder.frozen(), batch.pictures, false) : Ops.affine(batch.pictures, 2, -1);
        int[] told = new int[batch.labels.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = batch.dropout[i] < given.number("classDropout") ? -1 : batch.labels[i];
        }
        Tensor noise = coupled(batch.noise, data.flatten(1, -1), told).reshape_as(data);
        Tensor direction = data.sub(noise);
        Tensor times = Ops.tensor(batch.times, batch.times.length);
        Tensor between = noise.add(direction.mul(times.reshape(-1, 1, 1, 1)));
        return Ops.meanSquares(field(velocity.weights(), between, times, given.oneHot(told)), direction);
    }

    private static Tensor encode(Weights w, Tensor x, boolean learning) {
        Tensor h = torch.relu(w.conv("encoder.halving.1", Ops.affine(x, 2, -1), 2, 1));
        h = torch.relu(w.conv("encoder.halving.2", h, 2, 1));
        h = w.conv("encoder.code", torch.relu(residual(w, "encoder.last", h)), 1, 0);
        return Ops.batchNorm(h, null, null, w.get("latent.mean"), w.get("latent.variance"), learning, 0.02);
    }

    private static Tensor decode(Weights w, Tensor z) {
        Tensor h = residual(w, "decoder.deepest.2", residual(w, "decoder.deepest.1", w.conv("decoder.opening", z)));
        h = residual(w, "decoder.refinement.1", torch.pixel_shuffle(w.conv("decoder.doubling.1", torch.relu(h)), 2));
        return torch.sigmoid(torch.pixel_shuffle(w.conv("decoder.painting", torch.relu(w.groupNorm("decoder.norm", h))), 2));
    }

    private Tensor field(Weights w, Tensor x, Tensor times, Tensor y) {
        Tensor angles = times.unsqueeze(1).mul(frequencies);
        Tensor e = torch.silu(w.dense("velocity.waves", Ops.join(angles.cos(), angles.sin())));
        e = torch.silu(w.dense("velocity.time", e).add(w.dense("velocity.classes", y)));
        Tensor kept = block(w, "velocity.down.0.0", w.conv("velocity.opening", torch.pixel_unshuffle(x, patch)), e);
        Tensor h = w.conv("velocity.halving.0", kept, 2, 1);
        h = attention(w, "velocity.attention", block(w, "velocity.lowest", h, e));
        h = torch.pixel_shuffle(w.conv("velocity.doubling.0", block(w, "velocity.middle.0", h, e)), 2);
        h = Ops.join(Ops.slice(Ops.slice(h, 2, 0, kept.size(2)), 3, 0, kept.size(3)), kept);
        h = block(w, "velocity.up.0.0", h, e);
        return torch.pixel_shuffle(w.conv("velocity.closing", torch.silu(w.groupNorm("velocity.norm", h))), patch);
    }

    private Tensor attention(Weights w, String name, Tensor x) {
        Tensor pixels = w.groupNorm(name + ".norm", x).flatten(2, 3).transpose(1, 2);
        List<Tensor> qkv = new ArrayList<>();
        for (Tensor each : w.dense(name + ".projections", pixels).chunk(3, 2).get()) {
            qkv.add(each.reshape(x.size(0), each.size(1), given.whole("heads"), -1).transpose(1, 2));
        }
        Tensor mixed = torch.scaled_dot_product_attention(qkv.get(0), qkv.get(1), qkv.get(2)).transpose(1, 2).flatten(2, 3);
        return x.add(w.dense(name + ".output", mixed).transpose(1, 2).reshape_as(x));
    }

    private static Tensor residual(Weights w, String name, Tensor h) {
        return h.add(w.conv(name + ".second", torch.relu(w.conv(name + ".first", torch.relu(w.groupNorm(name + ".norm", h))))));
    }

    private static Tensor block(Weights w, String name, Tensor x, Tensor e) {
        Tensor h = w.conv(name + ".first", torch.silu(w.groupNorm(name + ".norm", x)));
        TensorVector film = w.dense(name + ".film", e).unsqueeze(2).unsqueeze(3).chunk(2, 1);
        h = Ops.groupNorm(h, null, null).mul(film.get(0).add(Ops.scalar(1))).add(film.get(1));
        h = w.conv(name + ".second", torch.silu(h));
        return h.add(w.get(name + ".skip.weight") == null ? x : w.conv(name + ".skip", x, 1, 0));
    }

    /** Noise exchanged within each condition so that the squared distances' sum is least. */
    private static Tensor coupled(Tensor noise, Tensor data, int[] conditions) {
        int n = conditions.length;
        float[] products;
        try (NoGradGuard guard = new NoGradGuard()) {
            products = Ops.floats(data.mm(noise.t()));
        }
        long[] order = new long[n];
        for (int condition = -1; condition < 10; condition++) {
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                if (conditions[i] == condition) {
                    rows.add(i);
                }
            }
            int[] columns = Assignment.least(rows.size(), (i, j) -> -products[rows.get(i) * n + rows.get(j)]);
            for (int i = 0; i < columns.length; i++) {
                order[rows.get(i)] = rows.get(columns[i]);
            }
        }
        return torch.index_select(noise, 0, torch.tensor(order));
    }
}
