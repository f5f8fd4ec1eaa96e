package dev.limner.models.vae;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Dense;

/**
 * A learned prior p(z|y): the density of z = f(u, y) with u ~ N(0, I) and f a stack of affine couplings (Dinh,
 * Sohl-Dickstein &amp; Bengio 2017, Density Estimation Using Real NVP, equations 6 to 8), after a scale and a shift of each
 * latent for each class. In the direction of the density, with [a, b] the halves of z, swapped from one coupling to the
 * next, and s, t a small network of (a, y):
 *
 * <pre>
 * b ← (b − t) exp(−s),   log p(z|y) = log N(u; 0, I) − Σ s
 * </pre>
 *
 * A VAE that reconstructs sharply spreads its codes in a shape that N(0, I) does not have, so what is drawn from N(0, I)
 * decodes to what is no picture. Learnt together with the VAE (Chen et al. 2017, Variational Lossy Autoencoder, section
 * 3.2), the prior takes on that shape, for each class its own. Decided in docs/decisions/0004-a-learned-prior-for-the-vae.md.
 */
final class FlowPrior {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);
    /** Bound of |s|: keeps a young flow from tearing. */
    private static final float LARGEST = 1f;

    private final int half;
    private final Dense affine;
    private final List<Coupling> couplings = new ArrayList<>();

    /** s and t of one half from the other. */
    private record Coupling(Dense hidden, Dense output, int changed) {}

    FlowPrior(int latent, int classes, int depth, int hidden) {
        this.half = latent / 2;
        this.affine = classes == 0 ? null : new Dense("prior.affine", classes, 2 * latent, 0);
        for (int i = 0; i < depth; i++) {
            int changed = i % 2 == 0 ? latent - half : half;
            couplings.add(new Coupling(
                    new Dense("prior.hidden." + i, latent - changed + classes, hidden, Math.sqrt(2)),
                    new Dense("prior.output." + i, hidden, 2 * changed, 0), changed));
        }
    }

    void begin(Parameters parameters, long seed) {
        if (affine != null) {
            affine.begin(parameters, seed);
        }
        couplings.forEach(coupling -> {
            coupling.hidden.begin(parameters, seed);
            coupling.output.begin(parameters, seed);
        });
    }

    /** log p(z|y), [N,1]: z [N,J], y [N,K] or null. */
    NDArray logDensity(Weights weights, NDArray z, NDArray y) {
        NDArray u = z;
        NDArray volume = z.zerosLike().sum(new int[]{1}, true); // [N,1]
        if (affine != null) {
            NDList scaleAndShift = scaleAndShift(affine.apply(weights, y));
            u = u.sub(scaleAndShift.get(1)).mul(scaleAndShift.get(0).neg().exp());
            volume = volume.sub(scaleAndShift.get(0).sum(new int[]{1}, true));
        }
        for (int i = 0; i < couplings.size(); i++) {
            NDList halves = halves(u, i);
            NDList scaleAndShift = scaleAndShift(weights, i, halves.get(0), y);
            NDArray b = halves.get(1).sub(scaleAndShift.get(1)).mul(scaleAndShift.get(0).neg().exp());
            u = joined(halves.get(0), b, i);
            volume = volume.sub(scaleAndShift.get(0).sum(new int[]{1}, true));
        }
        NDArray normal = Numbers.scaled(u.square().add((float) LOG_2_PI).sum(new int[]{1}, true), -0.5f);
        return normal.add(volume);
    }

    /** z = f(u, y): u [N,J], y [N,K] or null. */
    NDArray latents(Weights weights, NDArray u, NDArray y) {
        NDArray z = u;
        for (int i = couplings.size() - 1; i >= 0; i--) {
            NDList halves = halves(z, i);
            NDList scaleAndShift = scaleAndShift(weights, i, halves.get(0), y);
            z = joined(halves.get(0), halves.get(1).mul(scaleAndShift.get(0).exp()).add(scaleAndShift.get(1)), i);
        }
        if (affine != null) {
            NDList scaleAndShift = scaleAndShift(affine.apply(weights, y));
            z = z.mul(scaleAndShift.get(0).exp()).add(scaleAndShift.get(1));
        }
        return z;
    }

    /** u = f⁻¹(z, y): what {@link #latents} makes z of. */
    NDArray noise(Weights weights, NDArray z, NDArray y) {
        NDArray u = z;
        if (affine != null) {
            NDList scaleAndShift = scaleAndShift(affine.apply(weights, y));
            u = u.sub(scaleAndShift.get(1)).mul(scaleAndShift.get(0).neg().exp());
        }
        for (int i = 0; i < couplings.size(); i++) {
            NDList halves = halves(u, i);
            NDList scaleAndShift = scaleAndShift(weights, i, halves.get(0), y);
            u = joined(halves.get(0),
                    halves.get(1).sub(scaleAndShift.get(1)).mul(scaleAndShift.get(0).neg().exp()), i);
        }
        return u;
    }

    private NDList scaleAndShift(Weights weights, int i, NDArray a, NDArray y) {
        Coupling coupling = couplings.get(i);
        NDArray input = y == null ? a : a.concat(y, 1);
        NDArray h = Activation.relu(coupling.hidden.apply(weights, input));
        return scaleAndShift(coupling.output.apply(weights, h));
    }

    private static NDList scaleAndShift(NDArray both) {
        NDList parts = both.split(2, 1);
        return new NDList(Numbers.scaled(Activation.tanh(Numbers.scaled(parts.get(0), 1 / LARGEST)), LARGEST),
                parts.get(1));
    }

    /** (a, b), of which coupling {@code i} changes b: the upper half at even couplings, the lower at odd ones. */
    private NDList halves(NDArray z, int i) {
        NDList halves = z.split(new long[]{half}, 1);
        return i % 2 == 0 ? halves : new NDList(halves.get(1), halves.get(0));
    }

    private static NDArray joined(NDArray a, NDArray b, int i) {
        return i % 2 == 0 ? a.concat(b, 1) : b.concat(a, 1);
    }
}
