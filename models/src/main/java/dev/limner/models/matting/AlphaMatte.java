package dev.limner.models.matting;

import java.util.SortedMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.PictureShape;
import dev.limner.models.Snapshot;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;

/**
 * Predicts alpha with one set of weights, which it holds in native memory until it is closed. May be used by several threads, one
 * after the other (it locks). Same picture, same alpha, bit for bit on one machine and thread count.
 */
public final class AlphaMatte implements AutoCloseable {
    private static final int COLOURS = 3;

    private final Configuration configuration;
    private final MattingNetwork network;
    private final NDManager manager;
    private final Weights weights;

    private AlphaMatte(Configuration configuration, MattingNetwork network, NDManager manager, Weights weights) {
        this.configuration = configuration;
        this.network = network;
        this.manager = manager;
        this.weights = weights;
    }

    /**
     * Loads weights.
     *
     * @param configuration of family {@code matting}
     * @param weights       a snapshot's averages
     * @param device        {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws dev.limner.contracts.problems.ProblemException if the tensors are not those of the configuration
     */
    public static AlphaMatte load(Configuration configuration, SortedMap<String, Tensor> weights, String device) {
        NDManager manager = Torch.manager(Torch.device(device));
        try {
            MattingNetwork network = MattingFamily.network(configuration);
            Parameters parameters = new Parameters(manager);
            network.begin(parameters, configuration.seed());
            parameters.set(Snapshot.part(weights, MattingLearner.NETWORK));
            return new AlphaMatte(configuration, network, manager, parameters.frozen(manager));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** The shape of the pictures that it learnt from: objects of about that size it knows best. */
    public PictureShape shape() {
        return configuration.shape();
    }

    /** What sides are padded to a multiple of. */
    public int unit() {
        return network.unit();
    }

    /**
     * α, [H,W] row by row, each in 0 to 1.
     *
     * @param rgb    uint8 sRGB, planar, 3 × height × width
     * @param height pixels, 1 and up; padded by the edge's own pixels to a multiple of {@link #unit()}
     * @param width  the same
     */
    public synchronized float[] of(byte[] rgb, int height, int width) {
        if (height < 1 || width < 1 || rgb.length != (long) COLOURS * height * width) {
            throw new IllegalArgumentException("%d bytes are no rgb picture of %d×%d pixels"
                    .formatted(rgb.length, width, height));
        }
        int high = padded(height);
        int wide = padded(width);
        byte[] pixels = new byte[COLOURS * high * wide];
        for (int row = 0; row < COLOURS * high; row++) {
            int from = (row / high * height + Math.min(row % high, height - 1)) * width;
            for (int x = 0; x < wide; x++) {
                pixels[row * wide + x] = rgb[from + Math.min(x, width - 1)];
            }
        }
        try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = manager.newSubManager()) {
            NDArray x = Numbers.pictures(memory, pixels, 1, COLOURS, high, wide);
            float[] whole = network.apply(weights, x).toFloatArray();
            float[] alpha = new float[height * width];
            for (int y = 0; y < height; y++) {
                System.arraycopy(whole, y * wide, alpha, y * width, width);
            }
            return alpha;
        }
    }

    @Override
    public synchronized void close() {
        manager.close();
    }

    private int padded(int side) {
        return (side + network.unit() - 1) / network.unit() * network.unit();
    }
}
