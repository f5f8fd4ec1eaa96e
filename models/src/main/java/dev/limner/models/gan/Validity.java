package dev.limner.models.gan;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.Snapshot;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;

/**
 * The discriminator's verdict on pictures: sigmoid(s) in (0, 1), which for loss {@code bce} is the probability, as the
 * discriminator sees it, that a picture is real and not generated, and for the others a score on the same scale. It is
 * comparable between pictures of one snapshot, and between snapshots it is not. Holds its weights in native memory until it
 * is closed; may be used by several threads, one after the other (it locks).
 */
public final class Validity implements AutoCloseable {
    private static final int BATCH = 16;

    private final Configuration configuration;
    private final Discriminator discriminator;
    private final NDManager manager;
    private final Weights weights;

    /**
     * Loads a discriminator.
     *
     * @param configuration of family {@code gan}
     * @param weights       a snapshot's weights: all of them, or those that begin with {@code discriminator.}
     * @param device        {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws ProblemException if the tensors are not those of the configuration
     */
    public Validity(Configuration configuration, SortedMap<String, Tensor> weights, String device) {
        this.configuration = configuration;
        this.discriminator = Pair.of(configuration).discriminator();
        this.manager = Torch.manager(Torch.device(device));
        try (Torch.Recording off = Torch.withoutRecording()) {
            Parameters parameters = new Parameters(manager);
            discriminator.begin(parameters, configuration.seed());
            parameters.set(Snapshot.part(weights, Pair.DISCRIMINATOR));
            this.weights = discriminator.prepared(parameters.frozen(manager));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** {@link #of(List, int[])} of pictures of which no class is known. */
    public synchronized double[] of(List<byte[]> pictures) {
        int[] none = new int[pictures.size()];
        Arrays.fill(none, -1);
        return of(pictures, none);
    }

    /**
     * The verdict on each picture; the same whatever other pictures there are.
     *
     * @param pictures uint8 planar, of the configuration's shape
     * @param labels   class index of each, which the verdict is then about, too; −1 for none
     * @throws IllegalArgumentException for a picture of another size
     */
    public synchronized double[] of(List<byte[]> pictures, int[] labels) {
        double[] verdicts = new double[pictures.size()];
        for (int from = 0; from < verdicts.length; from += BATCH) {
            int count = Math.min(BATCH, verdicts.length - from);
            float[] some = judge(pictures.subList(from, from + count), Arrays.copyOfRange(labels, from, from + count));
            for (int i = 0; i < count; i++) {
                verdicts[from + i] = some[i];
            }
        }
        return verdicts;
    }

    @Override
    public synchronized void close() {
        manager.close();
    }

    /** Padded to a full batch, since an engine may round otherwise in batches of other sizes. */
    private float[] judge(List<byte[]> pictures, int[] labels) {
        int bytes = configuration.shape().bytes();
        byte[] pixels = new byte[BATCH * bytes];
        int[] rows = new int[BATCH];
        Arrays.fill(rows, -1);
        for (int i = 0; i < pictures.size(); i++) {
            byte[] picture = pictures.get(i);
            if (picture.length != bytes) {
                throw new IllegalArgumentException("a picture of %d bytes; those of %s have %d"
                        .formatted(picture.length, configuration.shape(), bytes));
            }
            System.arraycopy(picture, 0, pixels, i * bytes, bytes);
            rows[i] = labels[i];
        }
        try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = manager.newSubManager()) {
            NDArray x = Numbers.pictures(memory, pixels, BATCH, configuration.shape().channels(),
                    configuration.shape().height(), configuration.shape().width()).mul(2f).sub(1f);
            NDArray y = Numbers.oneHot(memory, rows, configuration.classes().size());
            return Activation.sigmoid(discriminator.score(weights, x, y, false)).toFloatArray();
        }
    }
}
