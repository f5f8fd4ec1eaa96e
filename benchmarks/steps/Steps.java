import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Batch;
import dev.limner.models.Configuration;
import dev.limner.models.Families;
import dev.limner.models.Family;
import dev.limner.models.Learner;
import dev.limner.models.Network;
import dev.limner.models.PictureShape;
import dev.limner.models.Previews;
import dev.limner.models.Progress;
import dev.limner.models.Sampler;
import dev.limner.models.Snapshot;
import dev.limner.models.Training;
import dev.limner.models.TrainingObserver;
import dev.limner.models.TrainingPictures;
import dev.limner.models.Wish;
import dev.limner.models.engine.Torch;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * <pre>
 * Steps export DATA THREADS MODEL FOLDER        MODEL: FAMILY:PRESET[,SETTING=VALUE]…
 * Steps time   DATA THREADS MODEL WARM TIMED    seconds
 * </pre>
 *
 * {@code export} trains three steps and writes all that a peer needs to take the same ones: settings, first weights, pictures,
 * noise; and what came of it: the losses, and what the averaged weights then paint. {@code time} prints the parameters'
 * number, and the median milliseconds of a step, as {@link Training} takes it, and of the sampler's pass, on one line.
 */
public final class Steps {
    private static final int GIVEN = 3;
    private static final long SEED = 1;

    private final Family family;
    private final TrainingPictures pictures;
    private final Configuration configuration;
    private final int batch;

    private Steps(Path data, String model) throws IOException {
        String[] words = model.split("[:,]");
        family = Families.named(words[0]);
        Map<String, String> settings = new TreeMap<>();
        for (String pair : Arrays.asList(words).subList(2, words.length)) {
            settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        pictures = Clothes.read(data);
        configuration = family.configure(words[1], settings, pictures.shape(), pictures.classes(), SEED);
        batch = whole("batch");
    }

    public static void main(String[] arguments) throws IOException {
        Torch.threads(Integer.parseInt(arguments[2]));
        Steps steps = new Steps(Path.of(arguments[1]), arguments[3]);
        try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = Torch.manager(Device.cpu())) {
            if (arguments[0].equals("export")) {
                steps.export(memory, Files.createDirectories(Path.of(arguments[4])));
            } else {
                double warm = Double.parseDouble(arguments[4]);
                double timed = Double.parseDouble(arguments[5]);
                System.out.printf("%d %.4f %.4f%n", steps.parameters(memory), steps.step(warm, timed),
                        steps.pass(memory, warm, timed));
            }
        }
    }

    private long parameters(NDManager memory) {
        return family.learner(configuration, memory, pictures).networks().stream().mapToLong(each -> each.parameters().count()).sum();
    }

    private double step(double warm, double timed) {
        List<Double> millis = new ArrayList<>();
        long begin = System.nanoTime();
        train(new Watcher() {
            private long last = System.nanoTime();

            @Override
            public Wish wish(Progress progress) {
                long now = System.nanoTime();
                if (now - begin > warm * 1e9) {
                    millis.add((now - last) / 1e6);
                }
                last = now;
                return now - begin > (warm + timed) * 1e9 ? Wish.ABANDON : Wish.GO_ON;
            }
        });
        return median(millis);
    }

    private double pass(NDManager memory, double warm, double timed) {
        try (Sampler sampler = family.sampler(configuration, first(family.learner(configuration, memory, pictures)), "cpu")) {
            List<Double> millis = new ArrayList<>();
            long begin = System.nanoTime();
            for (long last = begin; last - begin < (warm + timed) * 1e9;) {
                sampler.sample(millis.size(), 0, sampler.batch(), labels(sampler.batch()), sampler.temperature());
                long now = System.nanoTime();
                if (now - begin > warm * 1e9) {
                    millis.add((now - last) / 1e6);
                }
                last = now;
            }
            return median(millis);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private void export(NDManager memory, Path folder) throws IOException {
        Learner learner = family.learner(configuration, memory, pictures);
        List<String> lines = new ArrayList<>();
        try (OutputStream numbers = Files.newOutputStream(folder.resolve("tensors.f32"))) {
            Writer writer = new Writer(lines, numbers);
            for (Network network : learner.networks()) {
                network.parameters().tensors().forEach((name, tensor) -> writer.put(
                        network.parameters().bufferNames().contains(name) ? "buffer" : "trained", network.name() + "." + name, tensor));
            }
            learner.objectives().forEach(each -> {
                writer.put("input", "rate." + each.name(), IntStream.range(1, GIVEN + 1).mapToDouble(s -> each.rate().at((long) s * batch)).toArray());
                each.optimiser().state().forEach((name, tensor) -> {
                    if (name.equals("codes.codes")) {
                        writer.put("input", "codes", tensor);
                    }
                });
            });
            inputs(memory, writer);
            outcome(memory, writer);
        }
        Files.write(folder.resolve("tensors.txt"), lines);
        List<String> settings = new ArrayList<>(List.of("family " + configuration.family(), "gamma " + gamma(Double.parseDouble(
                configuration.settings().get("averaging"))), "classes " + configuration.classes().size()));
        configuration.settings().forEach((name, value) -> settings.add(name + " " + value));
        Files.write(folder.resolve("settings.txt"), settings);
        byte[] all = new byte[pictures.count() * pictures.shape().bytes()];
        for (int i = 0; i < pictures.count(); i++) {
            pictures.copy(i, all, i * pictures.shape().bytes());
        }
        Files.write(folder.resolve("pictures.u8"), all);
    }

    /** What the given steps draw. */
    private void inputs(NDManager memory, Writer writer) {
        writer.put("input", "labels", IntStream.range(0, pictures.count()).mapToDouble(pictures::label).toArray());
        writer.put("input", "order", Arrays.stream(new Randomness(SEED, Stream.ORDER, 0).permutation(pictures.count())).asDoubleStream().toArray());
        int rows = GIVEN * batch;
        writer.put("input", "noise", Tensor.of(Batch.noise(memory, SEED, Stream.TRAINING_NOISE, 0, rows, noise()).toFloatArray(), rows, noise()));
        float[] normal = Batch.noise(memory, SEED, Stream.TIME, 0, rows, 1).toFloatArray();
        writer.put("input", "times", IntStream.range(0, rows).mapToDouble(i -> (float) (1 / (1 + StrictMath.exp(-normal[i])))).toArray());
        writer.put("input", "dropout", IntStream.range(0, rows).mapToDouble(
                i -> new Randomness(SEED, Stream.CLASS_DROPOUT, i).nextUniform()).toArray());
    }

    /** What the given steps end in. */
    private void outcome(NDManager memory, Writer writer) {
        List<Double> losses = new ArrayList<>();
        List<Snapshot> last = new ArrayList<>();
        train(new Watcher() {
            @Override
            public Wish wish(Progress progress) {
                losses.add(progress.losses().get("loss"));
                return progress.step() == GIVEN ? Wish.PAUSE : Wish.GO_ON;
            }

            @Override
            public void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {
                last.add(snapshot);
            }
        });
        writer.put("input", "expected.losses", losses.stream().mapToDouble(Double::doubleValue).toArray());
        SortedMap<String, Tensor> weights = last.get(0).averages();
        weights.forEach((name, tensor) -> {
            if (name.startsWith("density.")) {
                writer.put("input", "fitted." + name, tensor);
            }
        });
        try (Sampler sampler = family.sampler(configuration, weights, "cpu")) {
            int rows = sampler.batch();
            int numbers = noise() + (family.name().equals("cnn") ? 2 : 0);
            writer.put("input", "sample.noise", Tensor.of(Batch.noise(memory, SEED, Stream.SAMPLE_NOISE, 0, rows, numbers)
                    .mul((float) sampler.temperature()).toFloatArray(), rows, numbers));
            List<byte[]> painted = sampler.sample(SEED, 0, rows, labels(rows), sampler.temperature());
            float[] grey = new float[rows * 784];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = painted.get(i / 784)[i % 784] & 255;
            }
            writer.put("input", "expected.samples", Tensor.of(grey, rows, 1, 28, 28));
        }
    }

    private void train(Watcher watcher) {
        Training.run(configuration, Budget.images(1_000_000_000), pictures, TrainingPictures.none(pictures.shape(), pictures.classes()),
                Optional.empty(), "cpu", watcher);
    }

    /** Numbers of noise for a picture: a code's, or as many as the flow's grid has. */
    private int noise() {
        return switch (family.name()) {
            case "cnn" -> whole("code");
            case "flow" -> configuration.settings().get("space").equals("pixels") ? 784 : 4 * 7 * 7;
            default -> whole("latent");
        };
    }

    private int[] labels(int rows) {
        int classes = configuration.classes().size();
        return IntStream.range(0, rows).map(i -> classes == 0 ? -1 : i % classes).toArray();
    }

    private int whole(String setting) {
        return Integer.parseInt(configuration.settings().get(setting));
    }

    private static SortedMap<String, Tensor> first(Learner learner) {
        SortedMap<String, Tensor> all = new TreeMap<>();
        learner.networks().forEach(network -> network.parameters().tensors().forEach((name, tensor) -> all.put(network.name() + "." + name, tensor)));
        return all;
    }

    /** The exponent of the weights' average, from σ_rel; see dev.limner.models.optimisers.Average. */
    private static double gamma(double width) {
        double low = 0;
        double high = 1e9;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            boolean wide = Math.sqrt((middle + 1) / ((middle + 2) * (middle + 2) * (middle + 3))) > width;
            low = wide ? middle : low;
            high = wide ? high : middle;
        }
        return low;
    }

    /** One line and some numbers for each tensor. */
    private record Writer(List<String> lines, OutputStream numbers) {
        void put(String kind, String name, double[] values) {
            float[] floats = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                floats[i] = (float) values[i];
            }
            put(kind, name, Tensor.of(floats, floats.length));
        }

        void put(String kind, String name, Tensor tensor) {
            lines.add("%s %s %s".formatted(kind, name, Arrays.stream(tensor.shape()).mapToObj(Long::toString).collect(Collectors.joining(" "))));
            ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.floats().length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(tensor.floats());
            try {
                numbers.write(bytes.array());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Hears nothing unless it wants to. */
    private interface Watcher extends TrainingObserver {
        @Override
        default void started(long parameters, String device) {}

        @Override
        default void progressed(Progress progress) {}

        @Override
        default void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {}
    }

    /** The first 4 096 training pictures of Fashion-MNIST. */
    private record Clothes(byte[] pixels, byte[] labels) implements TrainingPictures {
        private static final int COUNT = 4096;

        static Clothes read(Path folder) throws IOException {
            return new Clothes(bytes(folder.resolve("train-images-idx3-ubyte.gz"), 16, COUNT * 784),
                    bytes(folder.resolve("train-labels-idx1-ubyte.gz"), 8, COUNT));
        }

        private static byte[] bytes(Path file, int header, int count) throws IOException {
            try (DataInputStream stream = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
                stream.readNBytes(header);
                return stream.readNBytes(count);
            }
        }

        @Override
        public PictureShape shape() {
            return new PictureShape(1, 28, 28);
        }

        @Override
        public int count() {
            return COUNT;
        }

        @Override
        public List<String> classes() {
            return List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        }

        @Override
        public int label(int i) {
            return labels[i];
        }

        @Override
        public void copy(int i, byte[] target, int offset) {
            System.arraycopy(pixels, i * 784, target, offset, 784);
        }
    }
}
