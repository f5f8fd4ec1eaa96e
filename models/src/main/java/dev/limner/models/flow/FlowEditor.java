package dev.limner.models.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.PictureShape;
import dev.limner.models.editing.Canvas;
import dev.limner.models.editing.Code;
import dev.limner.models.editing.Editor;
import dev.limner.models.engine.Numbers;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * Edits along a flow's path x(t) = (1 − t) ε + t x(1).
 *
 * <p><b>Repair</b> is masked sampling with resampling (Lugmayr et al. 2022, RePaint, algorithm 1, whose diffusion is this
 * path here): before each step the known part is set to where it lies on its own path; after it, x goes back by a step
 * and forward again, so that the two parts come to fit. Going back from t + h to t keeps the path's distribution:
 *
 * <pre>
 * x(t) = s x(t + h) + √((1 − t)² − s² (1 − t − h)²) ε,   s = t / (t + h)
 * </pre>
 *
 * In latents, what is known are the squares that have no unknown pixel in or near them. The encoder sees the first guess in
 * the hole; so all is done twice, the second time with what the first filled in.
 *
 * <p><b>Variants</b> go back to t = 1 − strength by noise and return by the flow (Meng et al. 2022, SDEdit).
 */
final class FlowEditor implements Editor {
    private static final int RESAMPLINGS = 4;
    private static final int ROUNDS = 2;
    /** Pixels around a square that have to be known for its latent to be. */
    private static final int MARGIN = 1;

    private final FlowPainter painter;
    private final FlowNetworks networks;
    private final FlowSettings.Painting settings;
    private final Canvas canvas;
    private final int rows;
    private final int numbers;

    FlowEditor(FlowPainter painter, Canvas canvas) {
        this.painter = painter;
        this.networks = painter.networks();
        this.settings = painter.settings();
        this.canvas = canvas;
        this.rows = settings.batch();
        this.numbers = networks.numbers();
    }

    @Override
    public Code draw(long seed, long index, int label, double temperature) {
        float[] noise = noise(seed, Stream.SAMPLE_NOISE, index, 1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] *= (float) temperature;
        }
        return new Code(noise, canvas.shares(label));
    }

    @Override
    public boolean spherical() {
        return true;
    }

    @Override
    public List<byte[]> paint(List<Code> codes, long first) {
        List<byte[]> pictures = new ArrayList<>();
        for (int from = -(int) (first % rows); from < codes.size(); from += rows) {
            float[] x = new float[rows * numbers];
            float[][] classes = new float[rows][];
            for (int row = 0; row < rows; row++) {
                Code code = codes.get(Math.max(0, Math.min(codes.size() - 1, from + row)));
                System.arraycopy(code.numbers(), 0, x, row * numbers, numbers);
                classes[row] = code.classes();
            }
            byte[] painted = canvas.pass(memory -> Numbers.pixels(painter.paint(canvas.weights(),
                    Numbers.of(memory, x, rows, numbers), canvas.classes(memory, classes))));
            List<byte[]> all = split(painted);
            pictures.addAll(all.subList(Math.max(0, -from), Math.min(rows, codes.size() - from)));
        }
        return pictures;
    }

    @Override
    public List<byte[]> vary(byte[] picture, int label, double strength, long seed, long first, int count,
            DoubleConsumer told) {
        List<byte[]> pictures = new ArrayList<>();
        float[] end = encoded(repeated(picture));
        float[][] classes = classes(label);
        int steps = (int) Math.max(1, Math.ceil(strength * settings.solver().steps(settings.evaluations())));
        double start = 1 - strength;
        for (int from = -(int) (first % rows); from < count; from += rows) {
            float[] x = onPath(end, noise(seed, Stream.VARIATION_NOISE, first + from, rows), start);
            for (int step = 0; step < steps && strength > 0; step++) {
                x = moved(x, classes, start + step * strength / steps, strength / steps);
                told.accept((double) (pictures.size() + 1) / count * (step + 1) / steps / 2);
            }
            List<byte[]> all = split(decoded(x));
            pictures.addAll(all.subList(Math.max(0, -from), Math.min(rows, count - from)));
        }
        return pictures;
    }

    @Override
    public List<byte[]> repair(byte[] picture, boolean[] known, int label, long seed, int count,
            DoubleConsumer told) {
        boolean[] sure = sure(known);
        float[][] classes = classes(label);
        byte[] guess = repeated(picture);
        float[] x = new float[0];
        for (int round = 0; round < ROUNDS; round++) {
            int done = round;
            x = sampled(encoded(guess), sure, classes, seed, round,
                    share -> told.accept((done + share) / ROUNDS));
            guess = withKnown(picture, known, decoded(x));
        }
        return best(split(decoded(x)), picture, known, sure).subList(0, count);
    }

    private float[] sampled(float[] end, boolean[] sure, float[][] classes, long seed, int round,
            DoubleConsumer told) {
        int steps = settings.solver().steps(settings.evaluations());
        double h = 1.0 / steps;
        float[] own = noise(seed, Stream.REPAIR_NOISE, (long) round * rows, rows);
        float[] x = own.clone();
        long again = (long) round * steps * RESAMPLINGS;
        for (int step = 0; step < steps; step++) {
            double t = step * h;
            for (int turn = 0; turn < RESAMPLINGS; turn++) {
                float[] there = onPath(end, own, t);
                float[] next = moved(chosen(sure, there, x), classes, t, h);
                boolean last = turn == RESAMPLINGS - 1 || step == steps - 1;
                x = last ? next : back(next, noise(seed, Stream.RESAMPLING_NOISE, again * rows, rows), t, h);
                again++;
                told.accept((step + (turn + 1.0) / RESAMPLINGS) / steps);
            }
        }
        return chosen(sure, end, x);
    }

    private static float[] back(float[] x, float[] noise, double t, double h) {
        double s = t / (t + h);
        double spread = Math.sqrt((1 - t) * (1 - t) - s * s * (1 - t - h) * (1 - t - h));
        float[] back = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            back[i] = (float) (s * x[i] + spread * noise[i]);
        }
        return back;
    }

    private static float[] onPath(float[] end, float[] noise, double t) {
        float[] x = new float[end.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) ((1 - t) * noise[i] + t * end[i]);
        }
        return x;
    }

    private float[] chosen(boolean[] sure, float[] there, float[] x) {
        float[] both = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            both[i] = sure[i % sure.length] ? there[i] : x[i];
        }
        return both;
    }

    /** By place in one picture's numbers [J,h,w], whether no unknown pixel is in or near its square. */
    private boolean[] sure(boolean[] known) {
        PictureShape shape = canvas.shape();
        int sideY = shape.height() / networks.height();
        int sideX = shape.width() / networks.width();
        int margin = networks.autoencoder().isPresent() ? MARGIN : 0;
        int plane = networks.height() * networks.width();
        boolean[] sure = new boolean[numbers];
        Arrays.fill(sure, true);
        for (int i = 0; i < known.length; i++) {
            if (!known[i]) {
                int y = i / shape.width();
                int x = i % shape.width();
                for (int v = Math.max(0, y - margin) / sideY; v <= (Math.min(shape.height() - 1, y + margin))
                        / sideY; v++) {
                    for (int u = Math.max(0, x - margin) / sideX; u <= (Math.min(shape.width() - 1, x + margin))
                            / sideX; u++) {
                        for (int j = 0; j < networks.channels(); j++) {
                            sure[j * plane + v * networks.width() + u] = false;
                        }
                    }
                }
            }
        }
        return sure;
    }

    /** By their mean squared error at the known pixels that were painted anew; at all known ones where there are none. */
    private List<byte[]> best(List<byte[]> pictures, byte[] picture, boolean[] known, boolean[] sure) {
        PictureShape shape = canvas.shape();
        boolean[] judged = new boolean[known.length];
        int sideY = shape.height() / networks.height();
        int sideX = shape.width() / networks.width();
        boolean any = false;
        for (int i = 0; i < judged.length; i++) {
            int square = i / shape.width() / sideY * networks.width() + i % shape.width() / sideX;
            judged[i] = known[i] && !sure[square];
            any |= judged[i];
        }
        boolean[] where = any ? judged : known;
        return pictures.stream().sorted(Comparator.comparingLong(each -> error(each, picture, where))).toList();
    }

    private static long error(byte[] painted, byte[] picture, boolean[] where) {
        long sum = 0;
        for (int i = 0; i < painted.length; i++) {
            if (where[i % where.length]) {
                long away = (painted[i] & 0xff) - (picture[i] & 0xff);
                sum += away * away;
            }
        }
        return sum;
    }

    private byte[] withKnown(byte[] picture, boolean[] known, byte[] painted) {
        byte[] both = painted.clone();
        for (int i = 0; i < both.length; i++) {
            int at = i % picture.length;
            if (known[at % known.length]) {
                both[i] = picture[at];
            }
        }
        return both;
    }

    private float[] moved(float[] x, float[][] classes, double t, double h) {
        return canvas.pass(memory -> {
            Solver.Velocity velocity = painter.velocity(canvas.weights(), canvas.classes(memory, classes));
            return settings.solver().step(velocity, grid(memory, x), t, h).toFloatArray();
        });
    }

    private NDArray grid(NDManager memory, float[] x) {
        return Numbers.of(memory, x, rows, networks.channels(), networks.height(), networks.width());
    }

    private float[] encoded(byte[] pictures) {
        PictureShape shape = canvas.shape();
        return canvas.pass(memory -> {
            NDArray x = Numbers.pictures(memory, pictures, rows, shape.channels(), shape.height(), shape.width());
            return networks.autoencoder().map(network -> network.encode(canvas.weights(), x, false))
                    .orElseGet(() -> Numbers.scaled(x, 2).sub(1f)).toFloatArray();
        });
    }

    private byte[] decoded(float[] x) {
        return canvas.pass(memory -> Numbers.pixels(painter.decoded(canvas.weights(), grid(memory, x))));
    }

    private float[][] classes(int label) {
        float[][] classes = new float[rows][];
        Arrays.fill(classes, canvas.shares(label));
        return classes;
    }

    private float[] noise(long seed, Stream stream, long first, int count) {
        float[] noise = new float[count * numbers];
        for (int row = 0; row < count; row++) {
            new Randomness(seed, stream, first + row).normals(noise, row * numbers, numbers);
        }
        return noise;
    }

    private byte[] repeated(byte[] picture) {
        byte[] all = new byte[rows * picture.length];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(picture, 0, all, row * picture.length, picture.length);
        }
        return all;
    }

    private List<byte[]> split(byte[] pictures) {
        int bytes = canvas.shape().bytes();
        return IntStream.range(0, rows)
                .mapToObj(row -> Arrays.copyOfRange(pictures, row * bytes, (row + 1) * bytes)).toList();
    }
}
