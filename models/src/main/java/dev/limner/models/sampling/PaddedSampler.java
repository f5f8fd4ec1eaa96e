package dev.limner.models.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.Batch;
import dev.limner.models.Configuration;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;
import dev.limner.models.editing.Canvas;
import dev.limner.models.editing.Editor;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * A {@link Sampler} for every network that paints in one forward pass; keeps the rule that is written there. Owns its
 * native memory: the weights until it is closed, each pass's until the pass ends.
 */
public final class PaddedSampler implements Sampler {
    private static final double HOTTEST = 2;

    private final Configuration configuration;
    private final int batch;
    private final double temperature;
    private final Painter painter;
    private final NDManager manager;
    private final Weights weights;

    /**
     * @param batch       pictures of one forward pass
     * @param temperature where a request names none
     * @param manager     owns the weights; the sampler closes it
     */
    public PaddedSampler(Configuration configuration, int batch, double temperature, Painter painter,
            NDManager manager, Weights weights) {
        this.configuration = configuration;
        this.batch = batch;
        this.temperature = temperature;
        this.painter = painter;
        this.manager = manager;
        this.weights = weights;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public PictureShape shape() {
        return configuration.shape();
    }

    @Override
    public double temperature() {
        return temperature;
    }

    @Override
    public synchronized List<byte[]> sample(long seed, long firstIndex, int count, int[] labels, double temperature) {
        check(firstIndex, count, labels, temperature);
        List<byte[]> pictures = new ArrayList<>(count);
        long end = firstIndex + count;
        for (long pass = firstIndex - firstIndex % batch; pass < end; pass += batch) {
            byte[] pixels = paint(seed, pass, firstIndex, labels, (float) temperature);
            for (long index = Math.max(pass, firstIndex); index < Math.min(pass + batch, end); index++) {
                int from = (int) (index - pass) * shape().bytes();
                pictures.add(Arrays.copyOfRange(pixels, from, from + shape().bytes()));
            }
        }
        return pictures;
    }

    @Override
    public int noise() {
        return painter.noise();
    }

    @Override
    public synchronized List<byte[]> paint(List<float[]> noise, int[] labels) {
        check(0, noise.size(), labels, 1);
        List<byte[]> pictures = new ArrayList<>(labels.length);
        for (int from = 0; from < labels.length; from += batch) {
            float[] z = new float[batch * noise()];
            int[] rows = new int[batch];
            Arrays.fill(rows, -1);
            int count = Math.min(batch, labels.length - from);
            for (int row = 0; row < count; row++) {
                float[] own = noise.get(from + row);
                if (own.length != noise()) {
                    throw new IllegalArgumentException("noise of %d numbers, not %d".formatted(own.length, noise()));
                }
                System.arraycopy(own, 0, z, row * noise(), noise());
                rows[row] = labels[from + row];
            }
            try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = manager.newSubManager()) {
                byte[] pixels = paint(memory, Numbers.of(memory, z, batch, noise()), rows);
                for (int row = 0; row < count; row++) {
                    pictures.add(Arrays.copyOfRange(pixels, row * shape().bytes(), (row + 1) * shape().bytes()));
                }
            }
        }
        return pictures;
    }

    @Override
    public Optional<Editor> editor() {
        return Optional.of(painter.editor(new Canvas(configuration, weights, manager, this)));
    }

    @Override
    public synchronized void close() {
        manager.close();
    }

    /** Pictures {@code pass} to {@code pass + batch − 1}; those that were not asked for are of their index's class. */
    private byte[] paint(long seed, long pass, long firstIndex, int[] labels, float temperature) {
        int[] rows = new int[batch];
        for (int row = 0; row < batch; row++) {
            long place = pass + row - firstIndex;
            rows[row] = label(seed, pass + row, place >= 0 && place < labels.length ? labels[(int) place] : -1);
        }
        try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = manager.newSubManager()) {
            NDArray noise = Batch.noise(memory, seed, Stream.SAMPLE_NOISE, pass, batch, painter.noise())
                    .muli(temperature);
            return paint(memory, noise, rows);
        }
    }

    private byte[] paint(NDManager memory, NDArray noise, int[] rows) {
        NDArray classes = Numbers.oneHot(memory, rows, configuration.classes().size());
        return Numbers.pixels(painter.paint(weights, noise, classes));
    }

    private int label(long seed, long index, int asked) {
        int classes = configuration.classes().size();
        return asked >= 0 || classes == 0
                ? asked
                : new Randomness(seed, Stream.SAMPLE_LABEL, index).nextBelow(classes);
    }

    private void check(long firstIndex, int count, int[] labels, double temperature) {
        if (firstIndex < 0 || count < 0 || labels.length != count) {
            throw new IllegalArgumentException(
                    "%d pictures from index %d with %d labels".formatted(count, firstIndex, labels.length));
        }
        if (!(temperature > 0 && temperature <= HOTTEST)) {
            throw ProblemException.invalidField("temperature", "%s: above 0, up to 2".formatted(temperature));
        }
        for (int label : labels) {
            if (label < -1 || label >= configuration.classes().size()) {
                throw ProblemException.invalidField("label", "%d is no class index; the model has %d classes: %s"
                        .formatted(label, configuration.classes().size(), configuration.classes()));
            }
        }
    }
}
