package dev.limner.models.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * What a model's noise means: pictures along the directions of it that change pictures most, for any family that paints from
 * noise (after Härkönen et al. 2020, GANSpace, section 3.2, with pictures in the place of inner layers). {@value #SEEN} samples
 * x_i of z_i ~ N(0, I) are taken without their class's mean; s_ij is how far x_i lies along the j-th principal component; and
 * direction j is the noise that goes with it, by regression:
 *
 * <pre>
 * v_j ∝ Σ_i s_ij z_i, made orthonormal;   z(t) = z − (z·v_j) v_j + t v_j,   t = −{@value #REACH} … {@value #REACH}
 * </pre>
 *
 * Each row has noise, and where there are classes a class, of its own.
 */
public final class Traversal {
    /** Directions: rows. */
    public static final int DIRECTIONS = 8;
    /** Steps along each: columns. */
    public static final int STEPS = 9;

    private static final int SEEN = 256;
    private static final double REACH = 2.5;
    private static final int TURNS = 50;

    private Traversal() {}

    /**
     * Row by row, {@value #STEPS} pictures each; fewer rows than {@value #DIRECTIONS} where noise has fewer numbers.
     *
     * @param classes how many the model knows
     * @param seed    of all noise
     */
    public static List<byte[]> of(Sampler sampler, int classes, long seed) {
        int[] labels = new int[SEEN];
        List<float[]> noise = new ArrayList<>();
        for (int i = 0; i < SEEN; i++) {
            labels[i] = classes == 0 ? -1 : i % classes;
            noise.add(normals(seed, i, sampler.noise()));
        }
        double[][] rest = withoutMeans(small(sampler.paint(noise, labels), sampler.shape()), labels);
        int count = Math.min(DIRECTIONS, sampler.noise());
        double[][] directions = directions(scores(rest, count, seed), noise);
        List<float[]> along = new ArrayList<>();
        int[] rows = new int[count * STEPS];
        for (int j = 0; j < count; j++) {
            float[] start = normals(seed, SEEN + j, sampler.noise());
            for (int step = 0; step < STEPS; step++) {
                rows[along.size()] = classes == 0 ? -1 : j % classes;
                along.add(at(start, directions[j], REACH * (2.0 * step / (STEPS - 1) - 1)));
            }
        }
        return sampler.paint(along, rows);
    }

    /** z(t). */
    private static float[] at(float[] z, double[] v, double t) {
        double now = 0;
        for (int d = 0; d < v.length; d++) {
            now += z[d] * v[d];
        }
        float[] moved = new float[v.length];
        for (int d = 0; d < v.length; d++) {
            moved[d] = (float) (z[d] + (t - now) * v[d]);
        }
        return moved;
    }

    /** Pictures of at most 16 pixels a side or so, by means: directions are of what is seen at large. */
    private static double[][] small(List<byte[]> pictures, PictureShape shape) {
        int cell = Math.max(1, Math.max(shape.height(), shape.width()) / 16);
        int high = (shape.height() + cell - 1) / cell;
        int wide = (shape.width() + cell - 1) / cell;
        double[][] small = new double[pictures.size()][shape.channels() * high * wide];
        for (int i = 0; i < small.length; i++) {
            byte[] picture = pictures.get(i);
            for (int row = 0; row < shape.channels() * shape.height(); row++) {
                int to = (row / shape.height() * high + row % shape.height() / cell) * wide;
                for (int x = 0; x < shape.width(); x++) {
                    small[i][to + x / cell] += picture[row * shape.width() + x] & 255;
                }
            }
        }
        return small;
    }

    private static double[][] withoutMeans(double[][] x, int[] labels) {
        int[] kinds = Arrays.stream(labels).distinct().toArray();
        for (int kind : kinds) {
            int[] own = java.util.stream.IntStream.range(0, x.length).filter(i -> labels[i] == kind).toArray();
            for (int d = 0; d < x[0].length; d++) {
                double mean = 0;
                for (int i : own) {
                    mean += x[i][d] / own.length;
                }
                for (int i : own) {
                    x[i][d] -= mean;
                }
            }
        }
        return x;
    }

    /** s [J,N]: the first eigenvectors of X Xᵀ, by orthogonal iteration. */
    private static double[][] scores(double[][] x, int count, long seed) {
        double[][] gram = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k <= i; k++) {
                gram[i][k] = gram[k][i] = product(x[i], x[k]);
            }
        }
        double[][] s = new double[count][];
        for (int j = 0; j < count; j++) {
            s[j] = doubles(normals(seed, -1 - j, x.length));
        }
        for (int turn = 0; turn < TURNS; turn++) {
            for (int j = 0; j < count; j++) {
                double[] before = s[j];
                s[j] = Arrays.stream(gram).mapToDouble(row -> product(row, before)).toArray();
            }
            orthonormal(s);
        }
        return s;
    }

    private static double[][] directions(double[][] scores, List<float[]> noise) {
        double[][] directions = new double[scores.length][noise.get(0).length];
        for (int j = 0; j < scores.length; j++) {
            for (int i = 0; i < noise.size(); i++) {
                for (int d = 0; d < directions[j].length; d++) {
                    directions[j][d] += scores[j][i] * noise.get(i)[d];
                }
            }
        }
        orthonormal(directions);
        return directions;
    }

    /** Gram–Schmidt, done twice; a row of nothing new, as of a model that always paints the same, is 0. */
    private static void orthonormal(double[][] rows) {
        for (int j = 0; j < rows.length; j++) {
            double length = Math.sqrt(product(rows[j], rows[j]));
            for (int again = 0; again < 2; again++) {
                for (int k = 0; k < j; k++) {
                    double share = product(rows[j], rows[k]);
                    for (int d = 0; d < rows[j].length; d++) {
                        rows[j][d] -= share * rows[k][d];
                    }
                }
            }
            double left = Math.sqrt(product(rows[j], rows[j]));
            double scale = left > 1e-9 * length ? 1 / left : 0;
            for (int d = 0; d < rows[j].length; d++) {
                rows[j][d] *= scale;
            }
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static float[] normals(long seed, long index, int count) {
        float[] noise = new float[count];
        new Randomness(seed, Stream.TRAVERSAL, index).normals(noise, 0, count);
        return noise;
    }

    private static double[] doubles(float[] numbers) {
        double[] same = new double[numbers.length];
        Arrays.setAll(same, d -> numbers[d]);
        return same;
    }
}
