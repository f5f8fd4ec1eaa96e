package dev.limner.models.cnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import ai.djl.ndarray.NDArray;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Batch;
import dev.limner.models.engine.Numbers;
import dev.limner.models.optimisers.Optimiser;

/**
 * The codes z [N,J], one for each training picture, and how they learn: by gradient descent on each picture's own loss l_n, back
 * into the unit ball after each step (Bojanowski et al. 2018, section 3.2):
 *
 * <pre>
 * z_n ← z_n − α ∂l_n/∂z_n,   z_n ← z_n / max(‖z_n‖₂, 1)
 * </pre>
 *
 * Only the rows of a step's pictures change, so the codes stay outside the engine: a forward pass takes rows as leaves of its
 * own graph, which belong to the batch's memory. All that it remembers are the codes.
 */
final class CodeDescent implements Optimiser {
    private static final String CODES = "codes";

    private final int count;
    private final int size;
    private final Supplier<float[]> first;
    private final List<Leaf> pending = new ArrayList<>();
    private float[] codes;

    /** Rows that a forward pass took. */
    private record Leaf(int[] chosen, NDArray rows) {}

    /**
     * @param count N
     * @param size  J
     * @param first codes to begin with, asked for unless others are restored
     */
    CodeDescent(int count, int size, Supplier<float[]> first) {
        this.count = count;
        this.size = size;
        this.first = first;
    }

    /** The batch's codes, [B,J], for a forward pass whose gradients flow to them. */
    NDArray rows(Batch batch) {
        float[] rows = new float[batch.size() * size];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(codes(), batch.chosen()[i] * size, rows, i * size, size);
        }
        NDArray leaf = Numbers.of(batch.memory(), rows, batch.size(), size);
        leaf.setRequiresGradient(true);
        pending.add(new Leaf(batch.chosen(), leaf));
        return leaf;
    }

    /** Code n, [J]. */
    float[] code(int n) {
        return Arrays.copyOfRange(codes(), n * size, (n + 1) * size);
    }

    /** The loss being a mean over the step's pictures, each one's own gradient is as many times what arrives here. */
    @Override
    public double step(double rate) {
        int pictures = pending.stream().mapToInt(leaf -> leaf.chosen.length).sum();
        double squares = 0;
        for (Leaf leaf : pending) {
            try (NDArray gradient = leaf.rows.getGradient()) {
                float[] g = gradient.toFloatArray();
                for (int i = 0; i < g.length; i++) {
                    squares += (double) g[i] * g[i];
                    codes()[leaf.chosen[i / size] * size + i % size] -= (float) (rate * pictures * g[i]);
                }
            }
        }
        for (Leaf leaf : pending) {
            for (int n : leaf.chosen) {
                UnitBall.project(codes(), n * size, size);
            }
        }
        pending.clear();
        return Math.sqrt(squares);
    }

    @Override
    public SortedMap<String, Tensor> state() {
        return new TreeMap<>(java.util.Map.of(CODES, Tensor.of(codes(), count, size)));
    }

    @Override
    public void restore(SortedMap<String, Tensor> state) {
        Tensor stored = state.get(CODES);
        if (state.size() != 1 || stored == null || stored.type() != Tensor.Type.F32
                || !Arrays.equals(stored.shape(), new long[]{count, size})) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "the training state has %s, not the codes F32[%d, %d]".formatted(state, count, size));
        }
        codes = stored.floats();
    }

    private float[] codes() {
        if (codes == null) {
            codes = first.get();
        }
        return codes;
    }
}
