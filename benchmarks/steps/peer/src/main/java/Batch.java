import java.util.Random;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Pictures of one step, and what is drawn for them: what was exported in the given steps, fresh numbers later. */
final class Batch {
    final int step;
    final long images;
    final int[] chosen;
    final int[] labels;
    final Tensor pictures;
    final Tensor classes;
    final Tensor noise;
    final float[] times;
    final float[] dropout;

    /** @param step from 1 on */
    Batch(Given given, int step) {
        this.step = step;
        int n = given.batch;
        images = (step - 1L) * n;
        chosen = new int[n];
        labels = new int[n];
        byte[] pixels = new byte[n * 784];
        float[] order = given.numbers.get("order");
        for (int i = 0; i < n; i++) {
            chosen[i] = (int) order[(int) ((images + i) % order.length)];
            labels[i] = (int) given.numbers.get("labels")[chosen[i]];
            System.arraycopy(given.pictures, chosen[i] * 784, pixels, i * 784, 784);
        }
        pictures = torch.from_blob(new BytePointer(pixels), new long[]{n, 1, 28, 28}, new TensorOptions(torch.ScalarType.Byte))
                .to(torch.ScalarType.Float).div_(Ops.scalar(255));
        classes = given.oneHot(labels);
        long numbers = given.shapes.get("noise")[1];
        times = new float[n];
        dropout = new float[n];
        if (step <= Given.STEPS) {
            noise = Ops.slice(given.tensor("noise"), 0, images, images + n);
            System.arraycopy(given.numbers.get("times"), (int) images, times, 0, n);
            System.arraycopy(given.numbers.get("dropout"), (int) images, dropout, 0, n);
        } else {
            noise = torch.randn(n, numbers);
            Random random = new Random(step);
            for (int i = 0; i < n; i++) {
                times[i] = (float) (1 / (1 + Math.exp(-random.nextGaussian())));
                dropout[i] = random.nextFloat();
            }
        }
    }
}
