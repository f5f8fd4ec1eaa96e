import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.bytedeco.pytorch.Tensor;

/** What Limner exported. */
final class Given {
    /** Steps whose noise and losses there are. */
    static final int STEPS = 3;

    final Map<String, String> settings = new TreeMap<>();
    final Map<String, float[]> numbers = new LinkedHashMap<>();
    final Map<String, long[]> shapes = new LinkedHashMap<>();
    final Set<String> trained = new HashSet<>();
    final byte[] pictures;
    final int batch;
    final int classes;

    Given(Path folder) throws IOException {
        for (String line : Files.readAllLines(folder.resolve("settings.txt"))) {
            settings.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        FloatBuffer all;
        try (FileChannel channel = FileChannel.open(folder.resolve("tensors.f32"))) {
            all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }
        for (String line : Files.readAllLines(folder.resolve("tensors.txt"))) {
            String[] words = line.split(" ");
            long[] shape = Arrays.stream(words).skip(2).mapToLong(Long::parseLong).toArray();
            float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
            all.get(values);
            numbers.put(words[1], values);
            shapes.put(words[1], shape);
            if (words[0].equals("trained")) {
                trained.add(words[1]);
            }
        }
        pictures = Files.readAllBytes(folder.resolve("pictures.u8"));
        batch = whole("batch");
        classes = whole("classes");
    }

    int whole(String setting) {
        return Integer.parseInt(settings.get(setting));
    }

    float number(String setting) {
        return Float.parseFloat(settings.get(setting));
    }

    Tensor tensor(String name) {
        return Ops.tensor(numbers.get(name), shapes.get(name));
    }

    /** The learning rate at a step, from 1 on. */
    double rate(String network, int step) {
        return numbers.get("rate." + network)[Math.min(step, STEPS) - 1];
    }

    /** [N,K] of class indices; zeros for −1; null without classes. */
    Tensor oneHot(int[] labels) {
        if (classes == 0) {
            return null;
        }
        float[] rows = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                rows[i * classes + labels[i]] = 1;
            }
        }
        return Ops.tensor(rows, labels.length, classes);
    }
}
