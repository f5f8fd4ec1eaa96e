package dev.limner.models.editing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.PictureShape;
import dev.limner.models.engine.Numbers;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;
import dev.limner.models.sampling.Painter;

/**
 * Edits by the code of a network that paints in one pass. A picture's code is searched for (Yeh et al. 2017, Semantic
 * Image Inpainting with Deep Generative Models, without its critic): from many draws, and the encoder's answer where there
 * is an encoder, those that paint the known pixels best go down the gradient of
 *
 * <pre>
 * ‖m ⊙ (G(z, y) − x)‖² / ‖m‖₁ + λ ‖z − z₀‖² / (J s²)
 * </pre>
 *
 * with m the known pixels, s the spread of codes, and z₀ their mean: 0 where they are draws of N(0, I), else where the
 * search began.
 */
public final class LatentEditor implements Editor {
    /** Rows of every pass. */
    private static final int ROWS = 8;
    private static final int DRAWS = 192;
    private static final int STEPS = 150;
    private static final double RATE = 0.08;
    private static final float PRIOR = 1e-3f;
    /** Classes that an encoder is asked about where the picture's is not known. */
    private static final int MOST_CLASSES = 32;
    /** About how much of the time goes into looking for where to begin. */
    private static final double BEGINNING = 0.2;

    private final Painter painter;
    private final Canvas canvas;

    public LatentEditor(Painter painter, Canvas canvas) {
        this.painter = painter;
        this.canvas = canvas;
    }

    /** A code, and how far what it paints is from the known pixels: their mean squared error. */
    private record Found(Code code, float error) {}

    @Override
    public Code draw(long seed, long index, int label, double temperature) {
        return codes(seed, Stream.SAMPLE_NOISE, index, List.of(canvas.shares(label)), temperature).get(0);
    }

    @Override
    public boolean spherical() {
        return painter.spherical();
    }

    @Override
    public List<byte[]> paint(List<Code> codes, long first) {
        List<byte[]> pictures = new ArrayList<>();
        int shift = (int) (first % ROWS);
        for (int from = -shift; from < codes.size(); from += ROWS) {
            List<Code> rows = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                rows.add(codes.get(Math.max(0, Math.min(codes.size() - 1, from + row))));
            }
            byte[] painted = canvas.pass(memory -> Numbers.pixels(painted(memory, rows)));
            int bytes = canvas.shape().bytes();
            for (int row = Math.max(0, -from); row < ROWS && from + row < codes.size(); row++) {
                pictures.add(Arrays.copyOfRange(painted, row * bytes, (row + 1) * bytes));
            }
        }
        return pictures;
    }

    @Override
    public List<byte[]> repair(byte[] picture, boolean[] known, int label, long seed, int count,
            DoubleConsumer told) {
        return paint(search(picture, known, label, seed, told).subList(0, count), 0);
    }

    @Override
    public List<byte[]> vary(byte[] picture, int label, double strength, long seed, long first, int count,
            DoubleConsumer told) {
        boolean[] all = new boolean[canvas.shape().height() * canvas.shape().width()];
        Arrays.fill(all, true);
        Code own = search(picture, all, label, seed, told).get(0);
        List<Code> varied = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Code fresh = codes(seed, Stream.VARIATION_NOISE, first + i, List.of(own.classes()), 1).get(0);
            varied.add(mixed(own, fresh, strength));
        }
        return paint(varied, first);
    }

    /** Of N(0, I) again where both are; else on the line between them. */
    private Code mixed(Code own, Code fresh, double strength) {
        if (!spherical()) {
            return Code.between(own, fresh, strength, false);
        }
        float[] numbers = new float[own.numbers().length];
        double kept = Math.sqrt(1 - strength * strength);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (kept * own.numbers()[i] + strength * fresh.numbers()[i]);
        }
        return new Code(numbers, own.classes());
    }

    /** {@value #ROWS} codes that paint the known pixels, the best first. */
    private List<Code> search(byte[] picture, boolean[] known, int label, long seed, DoubleConsumer told) {
        Target target = new Target(picture, known, canvas.shape());
        List<Found> pool = scored(candidates(target, label, seed), target, told);
        List<Code> starts = pool.stream().limit(ROWS).map(Found::code).toList();
        return descended(starts, spread(pool), target, told);
    }

    private List<Code> candidates(Target target, int label, long seed) {
        List<Code> all = new ArrayList<>();
        for (int index = 0; index < DRAWS; index += ROWS) {
            List<float[]> classes = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                classes.add(canvas.shares(label >= 0 || canvas.classes() == 0
                        ? label
                        : (index + row) % canvas.classes()));
            }
            all.addAll(codes(seed, Stream.REPAIR_NOISE, index, classes, 1));
        }
        List<float[]> asked = label >= 0 || canvas.classes() == 0
                ? List.of(canvas.shares(label))
                : IntStream.range(0, Math.min(MOST_CLASSES, canvas.classes())).mapToObj(canvas::shares).toList();
        for (int from = 0; from < asked.size(); from += ROWS) {
            all.addAll(encoded(target, asked.subList(from, Math.min(asked.size(), from + ROWS))));
        }
        return all;
    }

    /** The encoder's answers for the picture in each of these classes, at most {@value #ROWS}; none without an encoder. */
    private List<Code> encoded(Target target, List<float[]> classes) {
        float[][] rows = padded(classes);
        return canvas.pass(memory -> {
            NDArray x = target.pictures(memory, ROWS);
            return painter.encode(canvas.weights(), x, canvas.classes(memory, rows))
                    .map(codes -> split(codes.toFloatArray(), rows).subList(0, classes.size())).orElse(List.of());
        });
    }

    private List<Found> scored(List<Code> codes, Target target, DoubleConsumer told) {
        List<Found> found = new ArrayList<>();
        for (int from = 0; from < codes.size(); from += ROWS) {
            int first = from;
            List<Code> rows = IntStream.range(0, ROWS)
                    .mapToObj(row -> codes.get(Math.min(codes.size() - 1, first + row))).toList();
            float[] errors = canvas.pass(memory -> target.errors(painted(memory, rows)).toFloatArray());
            for (int row = 0; row < ROWS && from + row < codes.size(); row++) {
                found.add(new Found(codes.get(from + row), errors[row]));
            }
            told.accept(BEGINNING * from / codes.size());
        }
        found.sort(Comparator.comparingDouble(Found::error));
        return found;
    }

    /** Root mean square of the codes' numbers about their mean; 1 for draws of N(0, I). */
    private float spread(List<Found> pool) {
        if (spherical()) {
            return 1;
        }
        int numbers = pool.get(0).code().numbers().length;
        double sum = 0;
        for (int j = 0; j < numbers; j++) {
            double mean = 0;
            double squares = 0;
            for (Found each : pool) {
                mean += each.code().numbers()[j];
                squares += (double) each.code().numbers()[j] * each.code().numbers()[j];
            }
            mean /= pool.size();
            sum += squares / pool.size() - mean * mean;
        }
        return (float) Math.max(1e-6, Math.sqrt(sum / numbers));
    }

    private List<Code> descended(List<Code> starts, float spread, Target target, DoubleConsumer told) {
        int numbers = starts.get(0).numbers().length;
        float[][] classes = starts.stream().map(Code::classes).toArray(float[][]::new);
        float[] anchor = new float[ROWS * numbers];
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < numbers; j++) {
                anchor[row * numbers + j] = starts.get(row).numbers()[j] / spread;
            }
        }
        float[] v = anchor.clone();
        AdamSteps adam = new AdamSteps(v.length);
        for (int step = 0; step < STEPS; step++) {
            Canvas.Slope slope = canvas.slope(v, ROWS, leaf -> {
                NDManager memory = leaf.getManager();
                NDArray away = spherical() ? leaf : leaf.sub(Numbers.of(memory, anchor, ROWS, numbers));
                NDArray errors = target.errors(painter.decode(canvas.weights(), Numbers.scaled(leaf, spread),
                        canvas.classes(memory, classes)));
                return errors.add(Numbers.scaled(away.square().mean(new int[]{1}), PRIOR));
            });
            adam.apply(v, slope.by(), RATE * (1 + Math.cos(Math.PI * step / STEPS)) / 2);
            told.accept(BEGINNING + (1 - BEGINNING) * step / STEPS);
        }
        for (int i = 0; i < v.length; i++) {
            v[i] *= spread;
        }
        return scored(split(v, classes), target, share -> {}).stream().map(Found::code).toList();
    }

    private NDArray painted(NDManager memory, List<Code> rows) {
        int numbers = rows.get(0).numbers().length;
        float[] all = new float[rows.size() * numbers];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row).numbers(), 0, all, row * numbers, numbers);
        }
        return painter.decode(canvas.weights(), Numbers.of(memory, all, rows.size(), numbers),
                canvas.classes(memory, rows.stream().map(Code::classes).toArray(float[][]::new)));
    }

    /** Draws from (seed, stream, first + i), at most {@value #ROWS}, one of each of these classes. */
    private List<Code> codes(long seed, Stream stream, long first, List<float[]> classes, double temperature) {
        int noise = painter.noise();
        float[] draws = new float[ROWS * noise];
        for (int row = 0; row < ROWS; row++) {
            new Randomness(seed, stream, first + row).normals(draws, row * noise, noise);
        }
        for (int i = 0; i < draws.length; i++) {
            draws[i] *= (float) temperature;
        }
        float[][] rows = padded(classes);
        return canvas.pass(memory -> split(painter.codes(canvas.weights(), Numbers.of(memory, draws, ROWS, noise),
                canvas.classes(memory, rows)).toFloatArray(), rows)).subList(0, classes.size());
    }

    private static float[][] padded(List<float[]> classes) {
        float[][] rows = new float[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            rows[row] = classes.get(Math.min(row, classes.size() - 1));
        }
        return rows;
    }

    private static List<Code> split(float[] codes, float[][] classes) {
        int numbers = codes.length / classes.length;
        List<Code> all = new ArrayList<>();
        for (int row = 0; row < classes.length; row++) {
            all.add(new Code(Arrays.copyOfRange(codes, row * numbers, (row + 1) * numbers), classes[row]));
        }
        return all;
    }

    /** The known pixels. */
    private static final class Target {
        private final PictureShape shape;
        private final byte[] picture;
        private final float[] mask;
        private final float values;

        Target(byte[] picture, boolean[] known, PictureShape shape) {
            this.shape = shape;
            this.picture = picture;
            this.mask = new float[known.length];
            int count = 0;
            for (int i = 0; i < known.length; i++) {
                mask[i] = known[i] ? 1 : 0;
                count += known[i] ? 1 : 0;
            }
            this.values = count * shape.channels();
        }

        /** The picture as many times, [rows,C,H,W]. */
        NDArray pictures(NDManager memory, int rows) {
            byte[] all = new byte[rows * picture.length];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(picture, 0, all, row * picture.length, picture.length);
            }
            return Numbers.pictures(memory, all, rows, shape.channels(), shape.height(), shape.width());
        }

        /** Each row's mean squared error at the known pixels, [N]. */
        NDArray errors(NDArray painted) {
            NDManager memory = painted.getManager();
            NDArray away = painted.sub(pictures(memory, 1))
                    .mul(Numbers.of(memory, mask, 1, 1, shape.height(), shape.width()));
            return Numbers.scaled(away.square().sum(new int[]{1, 2, 3}), 1 / values);
        }
    }
}
