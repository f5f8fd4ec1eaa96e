package dev.limner.models.evaluation;

import java.util.SortedMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;

/**
 * Features by Inception v3 with weights that are given, for numbers that stand beside published ones (Heusel et al. 2017). A picture of
 * any size is resized to 299×299 between pixels linearly, without smoothing and by pixels' centres, and brought to [−1, 1]; a grey
 * one is taken three times, a transparent one over white. Weights are named as in torchvision's state dictionary, batch
 * normalisation with ε = 10⁻³; what there is beyond the features (AuxLogits, fc) is not looked at. Owns native memory until it is
 * closed.
 */
public final class Inception implements AutoCloseable {
    /** Names what is done; changes with anything that changes its numbers. */
    static final String PROTOCOL = "inception-v3-fid";

    private static final int BATCH = 16;
    private static final double EPSILON = 1e-3;

    private final InceptionNetwork network = new InceptionNetwork();
    private final NDManager manager;
    private final Weights weights;
    private final String digest;

    /**
     * @param tensors as in the file
     * @param device  {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws ProblemException ({@code CORRUPT_OBJECT}) naming the tensor that is missing or of another shape
     */
    public Inception(SortedMap<String, Tensor> tensors, String device) {
        digest = Digests.of(tensors);
        manager = Torch.manager(Torch.device(device));
        try (Torch.Recording off = Torch.withoutRecording()) {
            Parameters parameters = new Parameters(manager);
            network.steps().forEach(step -> fold(step, tensors, parameters));
            weights = parameters.frozen(manager);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** What is done and with which weights: all that has to be equal for features to be compared. */
    public String protocol() {
        return PROTOCOL + " " + digest;
    }

    /** The features of all pictures, [n,2048]. */
    public Features features(TrainingPictures pictures) {
        PictureShape shape = pictures.shape();
        float[] values = new float[Math.multiplyExact(pictures.count(), InceptionNetwork.FEATURES)];
        for (int from = 0; from < pictures.count(); from += BATCH) {
            int count = Math.min(BATCH, pictures.count() - from);
            byte[] pixels = new byte[count * shape.bytes()];
            for (int i = 0; i < count; i++) {
                pictures.copy(from + i, pixels, i * shape.bytes());
            }
            try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = manager.newSubManager()) {
                NDArray x = Numbers.pictures(memory, pixels, count, shape.channels(), shape.height(), shape.width());
                float[] some = network.features(weights, prepared(x)).toFloatArray();
                System.arraycopy(some, 0, values, from * InceptionNetwork.FEATURES, some.length);
            }
        }
        return new Features(pictures.count(), InceptionNetwork.FEATURES, values);
    }

    @Override
    public void close() {
        manager.close();
    }

    /** [N,C,H,W] in [0, 1] → [N,3,299,299] in [−1, 1]. */
    static NDArray prepared(NDArray x) {
        long channels = x.getShape().get(1);
        NDArray colours = x;
        if (channels == 1) {
            colours = x.concat(x, 1).concat(x, 1);
        } else if (channels == 4) {
            NDArray alpha = x.get(":, 3:");
            colours = x.get(":, :3").sub(1f).mul(alpha).add(1f);
        }
        int height = (int) x.getShape().get(2);
        int width = (int) x.getShape().get(3);
        NDManager memory = x.getManager();
        NDArray wide = colours.matMul(linear(memory, width)); // [N,3,H,299]
        return wide.transpose(0, 1, 3, 2).matMul(linear(memory, height)).transpose(0, 1, 3, 2).mul(2f).sub(1f);
    }

    /** [S,299]: each column mixes the two places about its centre; beyond the edge is the edge. */
    private static NDArray linear(NDManager memory, int side) {
        float[] matrix = new float[side * InceptionNetwork.SIDE];
        for (int j = 0; j < InceptionNetwork.SIDE; j++) {
            double place = Math.max((j + 0.5) * side / InceptionNetwork.SIDE - 0.5, 0);
            int low = (int) place;
            int high = Math.min(low + 1, side - 1);
            double share = place - low;
            matrix[low * InceptionNetwork.SIDE + j] += (float) (1 - share);
            matrix[high * InceptionNetwork.SIDE + j] += (float) share;
        }
        return Numbers.of(memory, matrix, side, InceptionNetwork.SIDE);
    }

    /** w γ / √(σ² + ε) and β − μ γ / √(σ² + ε). */
    private static void fold(InceptionNetwork.Step step, SortedMap<String, Tensor> tensors, Parameters parameters) {
        float[] kernels = numbers(tensors, step.name() + ".conv.weight", step.out(), step.in(), step.high(),
                step.wide());
        float[] scale = numbers(tensors, step.name() + ".bn.weight", step.out());
        float[] bias = numbers(tensors, step.name() + ".bn.bias", step.out());
        float[] mean = numbers(tensors, step.name() + ".bn.running_mean", step.out());
        float[] variance = numbers(tensors, step.name() + ".bn.running_var", step.out());
        int each = kernels.length / step.out();
        for (int c = 0; c < step.out(); c++) {
            double factor = scale[c] / Math.sqrt(variance[c] + EPSILON);
            bias[c] = (float) (bias[c] - mean[c] * factor);
            for (int i = 0; i < each; i++) {
                kernels[c * each + i] = (float) (kernels[c * each + i] * factor);
            }
        }
        parameters.addTrained(step.name() + ".weight",
                Tensor.of(kernels, step.out(), step.in(), step.high(), step.wide()));
        parameters.addTrained(step.name() + ".bias", Tensor.of(bias, step.out()));
    }

    private static float[] numbers(SortedMap<String, Tensor> tensors, String name, long... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || tensor.type() != Tensor.Type.F32 || !java.util.Arrays.equals(tensor.shape(), shape)) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "Inception's weights need '%s' of float32 %s; there is %s".formatted(name,
                            java.util.Arrays.toString(shape),
                            tensor == null ? "none" : tensor.type() + " " + java.util.Arrays.toString(tensor.shape())));
        }
        return tensor.floats().clone();
    }
}
