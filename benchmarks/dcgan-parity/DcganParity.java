import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * One step of DCGAN in libtorch's own C++ API (conv_transpose2d, batch_norm, sigmoid, binary_cross_entropy, autograd), from
 * numbers that the test of Limner's dcgan-32 makes for itself in the same way. Its output is the test's resource:
 * <p>
 * {@code mvn -q -f benchmarks/steps/peer/pom.xml package}, then
 * {@code java -cp 'benchmarks/steps/peer/target/lib/*' benchmarks/dcgan-parity/DcganParity.java
 * > models/src/test/resources/dev/limner/models/gan/dcgan-parity.txt}
 * <p>
 * Each line: a tensor's name, its root mean square, and some of its numbers, evenly spaced.
 */
public final class DcganParity {
    private static final int BATCH = 4;
    private static final int SHOWN = 12;
    private final Map<String, Tensor> weights = new LinkedHashMap<>();

    public static void main(String[] arguments) {
        System.out.println("# Made by benchmarks/dcgan-parity/DcganParity.java (org.bytedeco:pytorch:2.7.1-1.5.12).");
        new DcganParity().step();
    }

    private void step() {
        generator();
        discriminator();
        Tensor z = numbers("z", 2, 0, BATCH, 100, 1, 1);
        Tensor x = numbers("x", 2, 0, BATCH, 3, 32, 32);
        Tensor ones = torch.ones(BATCH, 1, 1, 1);
        Tensor zeros = torch.zeros(BATCH, 1, 1, 1);

        Tensor fake = paint(z, true);
        print("fake", fake);
        Tensor real = judge(x, true);
        Tensor unreal = judge(fake.detach(), true);
        print("realProbability", real);
        print("fakeProbability", unreal);
        Tensor loss = torch.binary_cross_entropy(real, ones).add(torch.binary_cross_entropy(unreal, zeros));
        print("discriminatorLoss", loss);
        loss.backward();
        gradients("discriminator.");

        Tensor wish = torch.binary_cross_entropy(judge(fake, true), ones);
        print("generatorLoss", wish);
        wish.backward();
        gradients("generator.");
        weights.forEach((name, weight) -> {
            if (name.contains("running")) {
                print(name, weight);
            }
        });
        print("sample", paint(z, false));
        print("validity", judge(x, false));
    }

    private void generator() {
        weight("generator.painting.1.weight", 100, 256, 4, 4);
        weight("generator.painting.2.weight", 256, 128, 4, 4);
        weight("generator.painting.3.weight", 128, 64, 4, 4);
        weight("generator.painting.4.weight", 64, 3, 4, 4);
        norm("generator.painting.norm.1", 256);
        norm("generator.painting.norm.2", 128);
        norm("generator.painting.norm.3", 64);
    }

    private void discriminator() {
        weight("discriminator.judging.1.weight", 64, 3, 4, 4);
        weight("discriminator.judging.2.weight", 128, 64, 4, 4);
        weight("discriminator.judging.3.weight", 256, 128, 4, 4);
        weight("discriminator.judging.4.weight", 1, 256, 4, 4);
        norm("discriminator.judging.norm.2", 128);
        norm("discriminator.judging.norm.3", 256);
    }

    private Tensor paint(Tensor z, boolean training) {
        Tensor h = torch.relu(normalise("generator.painting.norm.1", transposed("generator.painting.1", z, 1, 0), training));
        h = torch.relu(normalise("generator.painting.norm.2", transposed("generator.painting.2", h, 2, 1), training));
        h = torch.relu(normalise("generator.painting.norm.3", transposed("generator.painting.3", h, 2, 1), training));
        return torch.tanh(transposed("generator.painting.4", h, 2, 1));
    }

    private Tensor judge(Tensor x, boolean training) {
        Tensor h = leaky(convolved("discriminator.judging.1", x, 2, 1));
        h = leaky(normalise("discriminator.judging.norm.2", convolved("discriminator.judging.2", h, 2, 1), training));
        h = leaky(normalise("discriminator.judging.norm.3", convolved("discriminator.judging.3", h, 2, 1), training));
        return torch.sigmoid(convolved("discriminator.judging.4", h, 1, 0));
    }

    private static Tensor leaky(Tensor x) {
        return torch.leaky_relu(x, new org.bytedeco.pytorch.Scalar(0.2f));
    }

    private Tensor transposed(String name, Tensor x, long stride, long padding) {
        return torch.conv_transpose2d(x, weights.get(name + ".weight"), new TensorOptional(), new long[]{stride, stride},
                new long[]{padding, padding}, new long[]{0, 0}, 1, new long[]{1, 1});
    }

    private Tensor convolved(String name, Tensor x, long stride, long padding) {
        return torch.conv2d(x, weights.get(name + ".weight"), new TensorOptional(), new long[]{stride, stride},
                new long[]{padding, padding}, new long[]{1, 1}, 1);
    }

    private Tensor normalise(String name, Tensor x, boolean training) {
        return torch.batch_norm(x, new TensorOptional(weights.get(name + ".weight")),
                new TensorOptional(weights.get(name + ".bias")), new TensorOptional(weights.get(name + ".runningMean")),
                new TensorOptional(weights.get(name + ".runningVariance")), training, 0.1, 1e-5, false);
    }

    private void weight(String name, long... shape) {
        weights.put(name, numbers(name, 0.1f, 0, shape).requires_grad_(true));
    }

    private void norm(String name, long channels) {
        weights.put(name + ".weight", numbers(name + ".weight", 0.5f, 1, channels).requires_grad_(true));
        weights.put(name + ".bias", numbers(name + ".bias", 0.5f, 0, channels).requires_grad_(true));
        weights.put(name + ".runningMean", torch.zeros(channels));
        weights.put(name + ".runningVariance", torch.ones(channels));
    }

    /** middle + (u − ½) · width, u from java.util.Random, whose numbers are specified, seeded by the name. */
    private static Tensor numbers(String name, float width, float middle, long... shape) {
        int size = 1;
        for (long side : shape) {
            size *= (int) side;
        }
        Random random = new Random(name.hashCode());
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = middle + (random.nextFloat() - 0.5f) * width;
        }
        return torch.from_blob(new FloatPointer(values), shape).clone();
    }

    private void gradients(String prefix) {
        weights.forEach((name, weight) -> {
            if (name.startsWith(prefix) && !name.contains("running")) {
                print("gradient." + name, weight.grad());
            }
        });
    }

    private static void print(String name, Tensor tensor) {
        Tensor flat = tensor.detach().contiguous().reshape(-1);
        int size = (int) flat.numel();
        float[] values = new float[size];
        new FloatPointer(flat.data_ptr_float()).capacity(size).get(values);
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        StringBuilder line = new StringBuilder(name).append(' ').append((float) Math.sqrt(squares / size));
        int shown = Math.min(size, SHOWN);
        for (int i = 0; i < shown; i++) {
            line.append(' ').append(String.format(Locale.ROOT, "%.9g", values[(int) ((long) i * size / shown)]));
        }
        System.out.println(line);
    }
}
