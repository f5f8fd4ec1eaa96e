import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * PeerStep THREADS STEPS CHANNELS HIDDEN LATENT COUPLINGS BATCH: the training step of Limner's vae, preset conv-small,
 * written in libtorch's own C++ API: the same network, losses, optimiser and average, with libtorch's fused operations
 * (pixel_shuffle, its Adam, lerp) wherever it has them. Prints parameters and images/s by the median step.
 */
public final class PeerStep {
    private static final int CLASSES = 10;
    private static final int SIDE = 28;
    private static final int COUNT = 4096;
    private static final int WARM = 30;
    private static final Scalar ONE = new Scalar(1f);
    private static final Scalar MINUS_HALF = new Scalar(-0.5f);

    private final int channels;
    private final int hidden;
    private final int latent;
    private final int couplings;
    private final int batch;
    private final Map<String, Tensor> weights = new TreeMap<>();
    private final Map<String, Tensor> averages = new TreeMap<>();
    private final byte[] pictures = new byte[COUNT * SIDE * SIDE];
    private Adam adam;

    private PeerStep(int channels, int hidden, int latent, int couplings, int batch) {
        this.channels = channels;
        this.hidden = hidden;
        this.latent = latent;
        this.couplings = couplings;
        this.batch = batch;
    }

    public static void main(String[] arguments) {
        int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        torch.set_num_interop_threads(1);
        torch.set_num_threads(numbers[0]);
        PeerStep step = new PeerStep(numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
        step.begin();
        double[] seconds = new double[numbers[1]];
        for (int i = -WARM; i < seconds.length; i++) {
            long start = System.nanoTime();
            step.step(i + WARM);
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        long parameters = step.weights.values().stream().mapToLong(Tensor::numel).sum();
        System.out.printf("%d %.1f%n", parameters, step.batch / seconds[seconds.length / 2]);
    }

    private void begin() {
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (byte) (i * 31 + i / 784 * 7);
        }
        convolution("encoder.halving.0", 1, channels, 4);
        convolution("encoder.halving.1", channels, 2 * channels, 4);
        convolution("encoder.last", 2 * channels, 2 * channels, 3);
        dense("encoder.moments", 2 * channels * 49 + CLASSES, 2 * latent);
        dense("decoder.widening", latent + CLASSES, hidden);
        dense("decoder.opening", hidden, 2 * channels * 49);
        convolution("decoder.doubling.1", 2 * channels, 4 * channels, 3);
        convolution("decoder.refinement.1", channels, channels, 3);
        convolution("decoder.painting", channels, 4, 3);
        if (couplings > 0) {
            dense("prior.affine", CLASSES, 2 * latent);
        }
        for (int i = 0; i < couplings; i++) {
            dense("prior.hidden." + i, latent / 2 + CLASSES, hidden);
            dense("prior.output." + i, hidden, latent);
        }
        TensorVector all = new TensorVector(weights.values().toArray(Tensor[]::new));
        adam = new Adam(all, new AdamOptions(0.002));
        weights.forEach((name, weight) -> averages.put(name, weight.detach().clone()));
    }

    private void step(int number) {
        try (PointerScope scope = new PointerScope()) {
            // Load
            byte[] pixels = new byte[batch * SIDE * SIDE];
            float[] oneHot = new float[batch * CLASSES];
            for (int i = 0; i < batch; i++) {
                int chosen = (int) ((number * (long) batch + i) * 2_654_435_761L % COUNT);
                System.arraycopy(pictures, chosen * SIDE * SIDE, pixels, i * SIDE * SIDE, SIDE * SIDE);
                oneHot[i * CLASSES + chosen % CLASSES] = 1;
            }
            TensorOptions bytes = new TensorOptions(torch.ScalarType.Byte);
            Tensor x = torch.from_blob(new BytePointer(pixels), new long[]{batch, 1, SIDE, SIDE}, bytes)
                    .to(torch.ScalarType.Float).div_(new Scalar(255f));
            Tensor y = torch.from_blob(new FloatPointer(oneHot), batch, CLASSES);
            // Forward
            Tensor loss = loss(x, y);
            // Backward
            adam.zero_grad(false);
            loss.backward();
            // Update
            adam.step();
            // Average
            try (NoGradGuard guard = new NoGradGuard()) {
                weights.forEach((name, weight) -> averages.get(name).lerp_(weight, new Scalar(0.01f)));
            }
            if (!Float.isFinite(loss.item_float())) {
                throw new IllegalStateException("diverged");
            }
        }
    }

    private Tensor loss(Tensor x, Tensor y) {
        Tensor h = x.mul(new Scalar(2f)).sub(ONE);
        h = torch.relu(convolve("encoder.halving.0", h, 2));
        h = torch.relu(convolve("encoder.halving.1", h, 2));
        h = torch.relu(convolve("encoder.last", h, 1)).reshape(batch, -1);
        TensorVector moments = map("encoder.moments", join(h, y)).chunk(2, 1);
        Tensor mean = moments.get(0);
        Tensor logVariance = moments.get(1);
        Tensor z = logVariance.mul(new Scalar(0.5f)).exp().mul(torch.randn(batch, latent)).add(mean);
        h = torch.relu(map("decoder.widening", join(z, y)));
        h = torch.relu(map("decoder.opening", h)).reshape(-1, 2 * channels, 7, 7);
        h = torch.relu(torch.pixel_shuffle(convolve("decoder.doubling.1", h, 1), 2));
        h = torch.relu(convolve("decoder.refinement.1", h, 1));
        Tensor painted = torch.sigmoid(torch.pixel_shuffle(convolve("decoder.painting", h, 1), 2));
        Tensor error = painted.sub(x).square().mean();
        Tensor likelihood = error.add(new Scalar(4e-6f)).log().mul(new Scalar(SIDE * SIDE / 2f));
        return likelihood.add(couplings > 0 ? flowDivergence(z, logVariance, y) : divergence(mean, logVariance));
    }

    private Tensor divergence(Tensor mean, Tensor logVariance) {
        return logVariance.add(ONE).sub(mean.square()).sub(logVariance.exp()).sum(1).mean().mul(MINUS_HALF);
    }

    private Tensor flowDivergence(Tensor z, Tensor logVariance, Tensor y) {
        Scalar constant = new Scalar((float) (1 + Math.log(2 * Math.PI)));
        Tensor entropy = logVariance.add(constant).sum(1).mean().mul(MINUS_HALF);
        TensorVector affine = map("prior.affine", y).chunk(2, 1);
        Tensor scale = torch.tanh(affine.get(0));
        Tensor u = z.sub(affine.get(1)).mul(scale.neg().exp());
        Tensor volume = scale.sum(1).neg();
        for (int i = 0; i < couplings; i++) {
            TensorVector halves = u.chunk(2, 1);
            Tensor a = halves.get(i % 2);
            TensorVector changes = map("prior.output." + i, torch.relu(map("prior.hidden." + i, join(a, y)))).chunk(2, 1);
            Tensor s = torch.tanh(changes.get(0));
            Tensor b = halves.get(1 - i % 2).sub(changes.get(1)).mul(s.neg().exp());
            u = i % 2 == 0 ? join(a, b) : join(b, a);
            volume = volume.sub(s.sum(1));
        }
        Tensor normal = u.square().add(new Scalar((float) Math.log(2 * Math.PI))).sum(1).mul(MINUS_HALF);
        return entropy.sub(normal.add(volume).mean());
    }

    private Tensor convolve(String name, Tensor x, long stride) {
        return torch.conv2d(x, weights.get(name + ".weight"), new TensorOptional(weights.get(name + ".bias")),
                new long[]{stride, stride}, new long[]{1, 1}, new long[]{1, 1}, 1);
    }

    private Tensor map(String name, Tensor x) {
        return torch.linear(x, weights.get(name + ".weight"), new TensorOptional(weights.get(name + ".bias")));
    }

    private static Tensor join(Tensor a, Tensor b) {
        return torch.cat(new TensorVector(a, b), 1);
    }

    private void convolution(String name, long in, long out, long kernel) {
        add(name, in * kernel * kernel, out, out, in, kernel, kernel);
    }

    private void dense(String name, long in, long out) {
        add(name, in, out, out, in);
    }

    private void add(String name, long fanIn, long out, long... shape) {
        double deviation = name.startsWith("prior.output") ? 0 : Math.sqrt(2.0 / fanIn);
        weights.put(name + ".weight", torch.randn(shape).mul_(new Scalar((float) deviation)).requires_grad_(true));
        weights.put(name + ".bias", torch.zeros(out).requires_grad_(true));
    }
}
