package dev.limner.models.density;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * p(z|y) of codes that were learnt first, a {@link GaussianMixture} for each class (Ghosh et al. 2020, From Variational to
 * Deterministic Autoencoders, section 4: ex-post density estimation), held in buffers so that codes are drawn in the
 * engine. Of more than {@value #MOST_CLASSES} classes all share one mixture. A class without codes has that of all codes; one
 * with few has fewer components.
 * <p>
 * A code is a function of J + 2 numbers of noise, ε: z = μ_k + L_k (ε_1 … ε_J), where the component k follows from the
 * direction of (ε_J+1, ε_J+2). A direction is uniform whatever the noise's scale, so a temperature narrows the components and
 * leaves their shares as they are.
 *
 * @param classes    K; 0 for none
 * @param components M, of each class at most
 * @param code       J
 */
public record CodeDensity(int classes, int components, int code) {
    /** Codes that are looked at, at most. */
    public static final int MOST_CODES = 10_000;

    private static final int MOST_CLASSES = 100;
    /** Codes for each of a component's dimensions, at least. */
    private static final int CODES_A_DIMENSION = 2;

    /**
     * Codes with their classes.
     *
     * @param rows   z, each [J]
     * @param labels class index of each; −1 for none
     */
    public record Codes(List<float[]> rows, List<Integer> labels) {}

    /** Adds N(0, I) for every class. */
    public void begin(Parameters parameters) {
        GaussianMixture normal = new GaussianMixture(new double[]{1}, new double[1][code], new double[1][code][code]);
        for (int j = 0; j < code; j++) {
            normal.factors()[0][j][j] = 1;
        }
        List<GaussianMixture> all = new ArrayList<>();
        for (int group = 0; group < groups(); group++) {
            all.add(normal);
        }
        tensors(all).forEach(parameters::addBuffer);
    }

    /** The mixtures fitted to codes, as what the buffers are to hold; depends on codes and seed alone. */
    public SortedMap<String, Tensor> fit(Codes codes, long seed) {
        List<GaussianMixture> all = new ArrayList<>();
        for (int group = 0; group < groups(); group++) {
            List<double[]> own = new ArrayList<>();
            for (int n = 0; n < codes.rows().size(); n++) {
                if (groups() == 1 || codes.labels().get(n) == group) {
                    own.add(doubles(codes.rows().get(n)));
                }
            }
            if (own.isEmpty()) {
                codes.rows().forEach(row -> own.add(doubles(row)));
            }
            int enough = Math.max(1, Math.min(components, own.size() / (CODES_A_DIMENSION * code)));
            all.add(ExpectationMaximisation.fit(own.toArray(double[][]::new), enough,
                    new Randomness(seed, Stream.CENTRES, group)).mixture());
        }
        return tensors(all);
    }

    /** Numbers of noise for one code: J + 2. */
    public int noise() {
        return code + 2;
    }

    /**
     * z, [N,J].
     *
     * @param weights the buffers
     * @param noise   ε, [N,J+2]
     * @param y       [N,K], one-hot, or null
     */
    public NDArray codes(Weights weights, NDArray noise, NDArray y) {
        NDManager memory = noise.getManager();
        long[] chosen = components(weights.get("shares").toFloatArray(), noise.toFloatArray(),
                y == null || groups() == 1 ? null : y.argMax(1).toLongArray());
        NDArray index = memory.create(chosen, new Shape(chosen.length));
        NDArray means = weights.get("means").get(memory, new NDIndex("{}", index)); // [N,J]
        NDArray factors = weights.get("factors").get(memory, new NDIndex("{}", index)); // [N,J,J], each Lᵀ
        NDArray normal = noise.get(new NDIndex(":, :{}", code)).expandDims(1); // [N,1,J]
        return normal.matMul(factors).squeeze(1).add(means);
    }

    private long[] components(float[] shares, float[] noise, long[] groups) {
        long[] chosen = new long[noise.length / noise()];
        for (int n = 0; n < chosen.length; n++) {
            int last = (n + 1) * noise();
            double turn = StrictMath.atan2(noise[last - 1], noise[last - 2]) / (2 * Math.PI);
            int first = groups == null ? 0 : (int) groups[n] * components;
            chosen[n] = first + component(shares, first, turn < 0 ? turn + 1 : turn);
        }
        return chosen;
    }

    /** The first component at which the shares so far exceed {@code uniform}; rounding apart, the last that has any. */
    private int component(float[] shares, int first, double uniform) {
        double sum = 0;
        int last = 0;
        for (int k = 0; k < components; k++) {
            if (shares[first + k] > 0) {
                last = k;
                sum += shares[first + k];
                if (uniform < sum) {
                    return k;
                }
            }
        }
        return last;
    }

    private int groups() {
        return classes > MOST_CLASSES ? 1 : Math.max(1, classes);
    }

    private SortedMap<String, Tensor> tensors(List<GaussianMixture> all) {
        int rows = all.size() * components;
        float[] shares = new float[rows];
        float[] means = new float[rows * code];
        float[] factors = new float[rows * code * code];
        for (int group = 0; group < all.size(); group++) {
            GaussianMixture mixture = all.get(group);
            for (int k = 0; k < mixture.components(); k++) {
                int row = group * components + k;
                shares[row] = (float) mixture.shares()[k];
                for (int j = 0; j < code; j++) {
                    means[row * code + j] = (float) mixture.means()[k][j];
                    for (int i = 0; i < code; i++) {
                        factors[(row * code + j) * code + i] = (float) mixture.factors()[k][i][j];
                    }
                }
            }
        }
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put("shares", Tensor.of(shares, all.size(), components));
        tensors.put("means", Tensor.of(means, rows, code));
        tensors.put("factors", Tensor.of(factors, rows, code, code));
        return tensors;
    }

    private static double[] doubles(float[] row) {
        double[] values = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            values[j] = row[j];
        }
        return values;
    }
}
