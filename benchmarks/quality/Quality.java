import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;

import dev.limner.contracts.names.Budget;
import dev.limner.images.ContactSheet;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.models.Configuration;
import dev.limner.models.Families;
import dev.limner.models.Family;
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
import dev.limner.models.evaluation.Evaluation;
import dev.limner.models.evaluation.Evaluator;
import dev.limner.models.evaluation.FeatureCache;
import dev.limner.models.evaluation.Samples;

/**
 * <pre>
 * Quality measure DATA OUT COUNT BUDGET MODEL…    MODEL: FAMILY:PRESET[,SETTING=VALUE]… or raw:FILE
 * Quality export  DATA RAW                        writes the training pictures, uint8 [N,C,H,W], and prints the shape
 * </pre>
 *
 * Trains each model, paints COUNT samples and measures them, or measures the uint8 [N,C,H,W] of a file. DATA is a folder of
 * MNIST-like IDX files (the official test files are held out) or a zip of pictures, class = innermost folder (each tenth by
 * name is held out). OUT/MODEL.png becomes a sheet of samples, classes in turn. Prints a line for each model: MODEL name=value…
 */
public final class Quality {
    public static void main(String[] arguments) throws Exception {
        Torch.threads(Integer.getInteger("threads", Runtime.getRuntime().availableProcessors()));
        Split train = Split.of(Path.of(arguments[1]), false);
        if (arguments[0].equals("export")) {
            byte[] all = new byte[train.count() * train.shape.bytes()];
            for (int i = 0; i < train.count(); i++) {
                train.copy(i, all, i * train.shape.bytes());
            }
            Files.write(Path.of(arguments[2]), all);
            System.out.printf("%d %d %d %d%n", train.count(), train.shape.channels(), train.shape.height(), train.shape.width());
            return;
        }
        Split heldOut = Split.of(Path.of(arguments[1]), true);
        Path out = Files.createDirectories(Path.of(arguments[2]));
        int count = Integer.parseInt(arguments[3]);
        try (Evaluator evaluator = Evaluator.of(train, heldOut, FeatureCache.NONE, "cpu")) {
            for (String model : List.of(arguments).subList(5, arguments.length)) {
                SortedMap<String, Double> numbers = new TreeMap<>();
                String[] parts = model.split(":", 2);
                Samples samples = parts[0].equals("raw")
                        ? read(train, Path.of(parts[1]), count)
                        : paint(train(parts[0], parts[1].split(","), arguments[4], train, heldOut, numbers), evaluator, count, numbers);
                Evaluation evaluation = evaluator.of(samples, 1, true);
                numbers.putAll(evaluation.numbers());
                String name = parts[0].equals("raw") ? "peer" : model;
                sheet(samples, out.resolve(name.replaceAll("[^a-zA-Z0-9-]+", "-") + ".png"));
                evaluation.warnings().forEach(System.err::println);
                System.err.println(evaluation.protocolLine());
                StringBuilder line = new StringBuilder(name);
                numbers.forEach((each, value) -> line.append(' ').append(each).append('=').append(value));
                System.out.println(line);
            }
        }
    }

    private static Snapshot train(String familyName, String[] words, String budget, Split train, Split heldOut,
            SortedMap<String, Double> numbers) {
        Map<String, String> settings = new TreeMap<>();
        for (String word : List.of(words).subList(1, words.length)) {
            String[] pair = word.split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        Family family = Families.named(familyName);
        Budget length = Budget.parse(budget);
        Configuration configuration = family.configure(words[0], family.suited(words[0], settings, train.shape, length), train.shape, train.classes, 1);
        Snapshot[] last = new Snapshot[1];
        Training.run(configuration, length, train, heldOut, Optional.empty(), "cpu", new TrainingObserver() {
            @Override
            public void started(long parameters, String device) {
                numbers.put("parameters", (double) parameters);
            }

            @Override
            public void progressed(Progress progress) {
                numbers.put("images", (double) progress.images());
            }

            @Override
            public Wish wish(Progress progress) {
                return Wish.GO_ON;
            }

            @Override
            public void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {
                last[0] = snapshot;
            }
        });
        return last[0];
    }

    private static Samples paint(Snapshot snapshot, Evaluator evaluator, int count, SortedMap<String, Double> numbers) {
        Configuration configuration = snapshot.configuration();
        try (Sampler sampler = Families.named(configuration.family()).sampler(configuration, snapshot.averages(), "cpu")) {
            long start = System.nanoTime();
            Samples samples = evaluator.samples(sampler, configuration.classes(), count, sampler.temperature());
            numbers.put("samplesPerSecond", count * 1e9 / (System.nanoTime() - start));
            return samples;
        }
    }

    private static Samples read(Split train, Path file, int count) throws IOException {
        byte[] raw = Files.readAllBytes(file);
        int bytes = train.shape.bytes();
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(Arrays.copyOfRange(raw, i * bytes, (i + 1) * bytes));
        }
        int[] labels = new int[count];
        Arrays.fill(labels, -1);
        return new Samples(train.shape, List.of(), pictures, labels);
    }

    private static void sheet(Samples samples, Path file) throws IOException {
        int classes = Math.max(samples.classes().size(), 1);
        List<Picture> shown = new ArrayList<>();
        int[] next = new int[classes];
        for (int i = 0; i < 100; i++) {
            int label = i % classes;
            while (classes > 1 && samples.label(next[label]) != label) {
                next[label]++;
            }
            PictureShape shape = samples.shape();
            shown.add(new Picture(shape.channels(), shape.height(), shape.width(), samples.pictures().get(next[label]++)));
        }
        Files.write(file, PngEncoder.encode(ContactSheet.of(shown, 10, 2, 2)));
    }

    /** One half of a data set, in memory. */
    private record Split(PictureShape shape, List<String> classes, byte[] pixels, int[] labels) implements TrainingPictures {

        static Split of(Path data, boolean heldOut) throws IOException {
            return Files.isDirectory(data) ? idx(data, heldOut ? "t10k" : "train") : zip(data, heldOut);
        }

        private static Split idx(Path folder, String name) throws IOException {
            try (DataInputStream images = open(folder, name + "-images-idx3-ubyte"); DataInputStream labels = open(folder, name + "-labels-idx1-ubyte")) {
                images.readInt();
                int count = images.readInt();
                PictureShape shape = new PictureShape(1, images.readInt(), images.readInt());
                labels.readLong();
                int[] classes = new int[count];
                for (int i = 0; i < count; i++) {
                    classes[i] = labels.readByte();
                }
                return new Split(shape, List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), images.readNBytes(count * shape.bytes()), classes);
            }
        }

        private static DataInputStream open(Path folder, String name) throws IOException {
            Path packed = folder.resolve(name + ".gz");
            InputStream in = Files.exists(packed) ? new GZIPInputStream(Files.newInputStream(packed), 1 << 16) : Files.newInputStream(folder.resolve(name));
            return new DataInputStream(in);
        }

        private static Split zip(Path file, boolean heldOut) throws IOException {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                List<? extends ZipEntry> entries = zip.stream().filter(entry -> entry.getName().matches(".*[.](png|jpg)"))
                        .sorted(Comparator.comparing(ZipEntry::getName)).toList();
                List<String> classes = entries.stream().map(Split::folder).distinct().sorted().toList();
                List<byte[]> pictures = new ArrayList<>();
                List<Integer> labels = new ArrayList<>();
                PictureShape shape = null;
                for (int i = 0; i < entries.size(); i++) {
                    if (i % 10 == 0 == heldOut) {
                        BufferedImage picture = ImageIO.read(zip.getInputStream(entries.get(i)));
                        shape = new PictureShape(3, picture.getHeight(), picture.getWidth());
                        pictures.add(planar(picture));
                        labels.add(classes.indexOf(folder(entries.get(i))));
                    }
                }
                byte[] pixels = new byte[pictures.size() * shape.bytes()];
                for (int i = 0; i < pictures.size(); i++) {
                    System.arraycopy(pictures.get(i), 0, pixels, i * shape.bytes(), shape.bytes());
                }
                return new Split(shape, classes, pixels, labels.stream().mapToInt(Integer::intValue).toArray());
            }
        }

        private static String folder(ZipEntry entry) {
            String[] parts = entry.getName().split("/");
            return parts[parts.length - 2];
        }

        private static byte[] planar(BufferedImage picture) {
            int plane = picture.getWidth() * picture.getHeight();
            byte[] pixels = new byte[3 * plane];
            for (int i = 0; i < plane; i++) {
                int rgb = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
                for (int c = 0; c < 3; c++) {
                    pixels[c * plane + i] = (byte) (rgb >> 16 - 8 * c);
                }
            }
            return pixels;
        }

        @Override
        public int count() {
            return labels.length;
        }

        @Override
        public int label(int i) {
            return labels[i];
        }

        @Override
        public void copy(int i, byte[] target, int offset) {
            System.arraycopy(pixels, i * shape.bytes(), target, offset, shape.bytes());
        }
    }
}
