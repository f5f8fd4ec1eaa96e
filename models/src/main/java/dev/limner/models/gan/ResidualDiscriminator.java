package dev.limner.models.gan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Convolution;
import dev.limner.models.layers.Dense;
import dev.limner.models.layers.SpectralNorm;

/**
 * A residual discriminator under a {@link SpectralNorm} (Miyato et al. 2018) that sees classes by projection (Miyato &amp;
 * Koyama 2018, equation 3): with {@link Levels} L,
 *
 * <pre>
 * x [N,c,H,W] → 4×4 convolution of stride 2 [N,2F,H/2,W/2] → L − 1 × {@link FallingBlock} → φ₀ [N,4F,h,w]
 *             → φ = Σ_pixels LReLU(φ₀ + conv3×3(LReLU(φ₀)))
 * s = wᵀφ + b + Σ_k y_k v_kᵀφ
 * </pre>
 */
final class ResidualDiscriminator implements Discriminator {
    private final Levels levels;
    private final Convolution stem;
    private final List<FallingBlock> blocks = new ArrayList<>();
    private final Convolution last;
    private final Dense verdict;
    private final Dense projection;
    private final SpectralNorm norm;

    ResidualDiscriminator(int classes, Levels levels) {
        this.levels = levels;
        stem = Convolution.halving("stem", levels.canvas().shape().channels(), levels.channels(1));
        for (int level = 1; level < levels.count(); level++) {
            blocks.add(new FallingBlock("falling." + level, levels.channels(level), levels.channels(level + 1)));
        }
        int deepest = levels.channels(levels.count());
        last = Convolution.same("last", deepest, deepest);
        verdict = new Dense("verdict", deepest, 1, 1);
        projection = classes == 0 ? null : new Dense("projection", deepest, classes, 1);
        norm = new SpectralNorm(firstSides(classes));
    }

    @Override
    public void begin(Parameters parameters, long seed) {
        convolutions().forEach(layer -> layer.begin(parameters, seed));
        verdict.begin(parameters, seed);
        if (projection != null) {
            projection.begin(parameters, seed);
        }
        norm.begin(parameters, seed);
    }

    @Override
    public void refresh(Weights weights) {
        norm.iterate(weights);
    }

    @Override
    public Weights prepared(Weights weights) {
        return norm.of(weights);
    }

    @Override
    public boolean compares() {
        return false;
    }

    @Override
    public NDArray score(Weights weights, NDArray x, NDArray y, boolean learning) {
        NDArray h = stem.apply(weights, levels.canvas().padded(x));
        for (FallingBlock block : blocks) {
            h = block.apply(weights, h);
        }
        h = h.add(last.apply(weights, Activation.leakyRelu(h, FallingBlock.SLOPE)));
        NDArray features = Activation.leakyRelu(h, FallingBlock.SLOPE).sum(new int[]{2, 3}); // φ [N,4F]
        NDArray score = verdict.apply(weights, features).reshape(-1);
        return projection == null
                ? score
                : score.add(projection.apply(weights, features).mul(y).sum(new int[]{1}));
    }

    private List<Convolution> convolutions() {
        List<Convolution> all = new ArrayList<>(List.of(stem));
        blocks.forEach(block -> all.addAll(block.convolutions()));
        all.add(last);
        return all;
    }

    private SortedMap<String, Integer> firstSides(int classes) {
        SortedMap<String, Integer> sides = new TreeMap<>();
        convolutions().forEach(each -> sides.put(each.name() + ".weight", each.out()));
        sides.put("verdict.weight", 1);
        if (classes > 0) {
            sides.put("projection.weight", classes);
        }
        return sides;
    }
}
