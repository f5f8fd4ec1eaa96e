import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Peer FOLDER THREADS WARM TIMED: Limner's steps in libtorch's own C++ API. FOLDER is what Steps.java exported, the rest
 * threads and seconds. First takes the exported steps and compares: losses, and what the averaged weights then paint. Then
 * prints the parameters' number and the median milliseconds of a training step and of a sampling pass, on one line.
 */
public final class Peer {
    private final Given given;
    private final Model model;
    private int step;

    private Peer(Path folder) throws IOException {
        given = new Given(folder);
        model = Model.of(given);
    }

    public static void main(String[] arguments) throws IOException {
        torch.set_num_interop_threads(1);
        torch.set_num_threads(Integer.parseInt(arguments[1]));
        Peer peer = new Peer(Path.of(arguments[0]));
        peer.compare();
        double warm = Double.parseDouble(arguments[2]);
        double timed = Double.parseDouble(arguments[3]);
        System.out.printf("%d %.4f %.4f%n", peer.model.networks().stream().mapToLong(Network::parameters).sum(),
                median(peer::train, warm, timed), median(peer::paint, warm, timed));
    }

    private void compare() {
        float[] expected = given.numbers.get("expected.losses");
        for (float loss : expected) {
            float own = train();
            System.err.printf("loss %.6f, limner's %.6f%n", own, loss);
            if (!(Math.abs(own - loss) < 1e-3 * Math.abs(loss))) {
                throw new IllegalStateException("not the same steps");
            }
        }
        byte[] painted = bytes(given.tensor("sample.noise"));
        float[] samples = given.numbers.get("expected.samples");
        double off = IntStream.range(0, samples.length).mapToDouble(i -> Math.abs((painted[i] & 255) - samples[i])).average().orElseThrow();
        System.err.printf("samples differ by %.4f grey levels%n", off);
        if (!(off < 0.5)) {
            throw new IllegalStateException("not the same samples");
        }
    }

    private float train() {
        try (PointerScope scope = new PointerScope()) {
            step++;
            float loss = model.train(new Batch(given, step));
            for (Network network : model.networks()) {
                network.follow(step);
            }
            if (!Float.isFinite(loss)) {
                throw new IllegalStateException("diverged");
            }
            return loss;
        }
    }

    private void paint() {
        try (PointerScope scope = new PointerScope()) {
            long[] shape = given.shapes.get("sample.noise");
            bytes(Ops.times(torch.randn(shape), given.number("temperature")));
        }
    }

    private byte[] bytes(Tensor noise) {
        try (NoGradGuard guard = new NoGradGuard()) {
            int[] labels = IntStream.range(0, (int) noise.size(0)).map(i -> given.classes == 0 ? -1 : i % given.classes).toArray();
            Tensor painted = model.paint(noise, given.oneHot(labels));
            Tensor bytes = Ops.times(painted.clamp(new org.bytedeco.pytorch.ScalarOptional(Ops.scalar(0)),
                    new org.bytedeco.pytorch.ScalarOptional(Ops.scalar(1))), 255).round_().to(torch.ScalarType.Byte).contiguous();
            byte[] values = new byte[(int) bytes.numel()];
            new BytePointer(bytes.data_ptr()).capacity(values.length).get(values);
            return values;
        }
    }

    private static double median(Runnable work, double warm, double timed) {
        List<Double> millis = new ArrayList<>();
        long begin = System.nanoTime();
        for (long last = begin; last - begin < (warm + timed) * 1e9;) {
            work.run();
            long now = System.nanoTime();
            if (now - begin > warm * 1e9) {
                millis.add((now - last) / 1e6);
            }
            last = now;
        }
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
