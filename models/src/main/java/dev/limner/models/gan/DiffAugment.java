package dev.limner.models.gan;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.Batch;
import dev.limner.models.engine.Numbers;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * Differentiable augmentation (Zhao et al. 2020, figure 4 and appendix A): what the discriminator is shown, real and
 * generated alike, goes through T by chance, and the generator's gradients come back through T. So few pictures do not
 * become known by heart, and T's changes do not become part of what is painted. Of pictures in [−1, 1], in this order:
 *
 * <pre>
 * colour       x + b, b ~ U(−½, ½);  saturation about each pixel's mean by U(0, 2);  contrast about each picture's by U(½, 1½)
 * translation  by whole pixels, up to an eighth of each side, zeros coming in
 * cutout       a square of half the sides becomes zeros, its centre anywhere
 * </pre>
 *
 * @param kinds some of {@code colour}, {@code translation}, {@code cutout}; none for T(x) = x
 */
record DiffAugment(Set<String> kinds) {
    private static final String COLOUR = "colour";
    private static final String TRANSLATION = "translation";
    private static final String CUTOUT = "cutout";
    private static final Set<String> ALL = Set.of(COLOUR, TRANSLATION, CUTOUT);
    /** Passes of one step that each draw their own: real and generated for one side, generated for the other. */
    private static final int PASSES = 3;

    DiffAugment {
        kinds = Set.copyOf(kinds);
    }

    /** From a word such as {@code translation,cutout}, or {@code none}. */
    static DiffAugment named(String word) {
        return new DiffAugment(word.equals("none") ? Set.of() : new TreeSet<>(Arrays.asList(word.split(","))));
    }

    /** Whether a word is {@code none} or a list without repetition. */
    static boolean allows(String word) {
        String[] all = word.split(",", -1);
        return word.equals("none")
                || ALL.containsAll(Arrays.asList(all)) && Set.copyOf(Arrays.asList(all)).size() == all.length;
    }

    /**
     * T(x), each picture drawing for itself.
     *
     * @param x     [N,C,H,W]
     * @param batch whose images the draws are keyed by
     * @param pass  0 to 2: which of a step's passes this is
     */
    NDArray apply(NDArray x, Batch batch, int pass) {
        if (kinds.isEmpty()) {
            return x;
        }
        Randomness[] draws = new Randomness[batch.size()];
        Arrays.setAll(draws, i -> new Randomness(batch.seed(), Stream.JUDGED_AUGMENTATION,
                (batch.images() + i) * PASSES + pass));
        NDArray h = kinds.contains(COLOUR) ? coloured(x, draws) : x;
        h = kinds.contains(TRANSLATION) ? translated(h, draws) : h;
        return kinds.contains(CUTOUT) ? cut(h, draws) : h;
    }

    private static NDArray coloured(NDArray x, Randomness[] draws) {
        NDManager memory = x.getManager();
        NDArray h = x.add(uniform(memory, draws, -0.5, 0.5));
        NDArray pixel = h.mean(new int[]{1}, true); // [N,1,H,W]
        h = h.sub(pixel).mul(uniform(memory, draws, 0, 2)).add(pixel);
        NDArray picture = h.reshape(draws.length, -1).mean(new int[]{1}).reshape(-1, 1, 1, 1);
        return h.sub(picture).mul(uniform(memory, draws, 0.5, 1.5)).add(picture);
    }

    private static NDArray uniform(NDManager memory, Randomness[] draws, double low, double high) {
        float[] values = new float[draws.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (low + (high - low) * draws[i].nextUniform());
        }
        return Numbers.of(memory, values, values.length, 1, 1, 1);
    }

    /** A move is a product with a matrix of ones on one diagonal at each side: S_y x S_x. */
    private static NDArray translated(NDArray x, Randomness[] draws) {
        int height = (int) x.getShape().get(2);
        int width = (int) x.getShape().get(3);
        int[] down = new int[draws.length];
        int[] right = new int[draws.length];
        for (int i = 0; i < draws.length; i++) {
            down[i] = shift(draws[i], height);
            right[i] = shift(draws[i], width);
        }
        NDArray rows = diagonals(x.getManager(), down, height).transpose(0, 1, 3, 2); // row Y takes row Y − d
        return rows.matMul(x).matMul(diagonals(x.getManager(), right, width));
    }

    private static int shift(Randomness draw, int side) {
        int most = (side + 4) / 8;
        return draw.nextBelow(2 * most + 1) - most;
    }

    /** [N,1,side,side] with ones at (i, i + shift). */
    private static NDArray diagonals(NDManager memory, int[] shifts, int side) {
        float[] values = new float[shifts.length * side * side];
        for (int n = 0; n < shifts.length; n++) {
            for (int i = Math.max(0, -shifts[n]); i < Math.min(side, side - shifts[n]); i++) {
                values[(n * side + i) * side + i + shifts[n]] = 1;
            }
        }
        return Numbers.of(memory, values, shifts.length, 1, side, side);
    }

    private static NDArray cut(NDArray x, Randomness[] draws) {
        int height = (int) x.getShape().get(2);
        int width = (int) x.getShape().get(3);
        float[] mask = new float[draws.length * height * width];
        Arrays.fill(mask, 1);
        for (int n = 0; n < draws.length; n++) {
            int top = edge(draws[n], height);
            int left = edge(draws[n], width);
            for (int y = Math.max(top, 0); y < Math.min(top + half(height), height); y++) {
                int row = (n * height + y) * width;
                Arrays.fill(mask, row + Math.max(left, 0), row + Math.min(left + half(width), width), 0);
            }
        }
        return x.mul(Numbers.of(x.getManager(), mask, draws.length, 1, height, width));
    }

    private static int half(int side) {
        return (side + 1) / 2;
    }

    private static int edge(Randomness draw, int side) {
        return draw.nextBelow(side + 1 - half(side) % 2) - half(side) / 2;
    }
}
