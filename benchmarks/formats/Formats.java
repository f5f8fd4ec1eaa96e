import java.util.Arrays;
import java.util.function.UnaryOperator;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;

import dev.limner.models.engine.Script;
import dev.limner.models.engine.Torch;

/**
 * Formats THREADS: three 3×3 convolutions of 64 channels with ReLU, [16,64,14,14], forward and backward, in float32, in float32 but
 * the convolutions in bfloat16, and in float32
 * with the channels last in memory. Prints median milliseconds of each, in turn.
 */
public final class Formats {
    private static final int ROUNDS = 30;
    /** As autocast would: float32 (6) outside, bfloat16 (15) inside. DJL's own conversion to bfloat16 ends the process. */
    private static final Script BFLOAT16 = new Script("x: Tensor, k: Tensor",
            "torch.to(torch.conv2d(torch.to(x, 15), torch.to(k, 15), None, [1, 1], [1, 1]), 6)");
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape PICTURES = new Shape(16, 64, 14, 14);
    private static final Shape KERNELS = new Shape(64, 64, 3, 3);

    public static void main(String[] arguments) {
        Torch.threads(Integer.parseInt(arguments[0]));
        double[][] millis = new double[3][ROUNDS];
        for (int round = -5; round < ROUNDS; round++) {
            for (int format = 0; format < 3; format++) {
                double taken = pass(format);
                if (round >= 0) {
                    millis[format][round] = taken;
                }
            }
        }
        for (double[] each : millis) {
            Arrays.sort(each);
            System.out.printf("%.3f ", each[ROUNDS / 2]);
        }
        System.out.println();
    }

    private static double pass(int format) {
        try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = Torch.manager(Device.cpu())) {
            UnaryOperator<NDArray> in = format == 2 ? array -> array.transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2) : array -> array;
            NDArray x = in.apply(memory.randomNormal(PICTURES));
            NDArray k = in.apply(memory.randomNormal(KERNELS));
            k.setRequiresGradient(true);
            long start = System.nanoTime();
            try (GradientCollector collector = Torch.engine().newGradientCollector()) {
                NDArray h = x;
                for (int i = 0; i < 3; i++) {
                    h = Activation.relu(format == 1 ? BFLOAT16.of(h, k) : Conv2d.conv2d(h, k, null, ONE, ONE).singletonOrThrow());
                }
                collector.backward(h.mean());
            }
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
