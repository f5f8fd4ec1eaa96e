package dev.limner.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.limner.contracts.names.Budget;
import dev.limner.images.ContactSheet;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.models.engine.Torch;
import dev.limner.models.evaluation.LabelAccuracy;

/**
 * A trial by hand: trains a family, writes what it paints, and measures it.
 * {@code Trial fashion|cifar DATA OUT FAMILY BUDGET [classifier=IMAGES] [temperatures=T,T] [preset=NAME] [SETTING=VALUE]…};
 * DATA is the folder of Fashion-MNIST's IDX files, or a zip of PNGs.
 */
final class Trial {
    private Trial() {}

    public static void main(String[] arguments) throws Exception {
        Torch.threads(Integer.getInteger("threads", 2));
        Path data = Path.of(arguments[1]);
        Path out = Files.createDirectories(Path.of(arguments[2]));
        Map<String, String> settings = new TreeMap<>();
        for (int i = 5; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        int judged = Integer.parseInt(Optional.ofNullable(settings.remove("classifier")).orElse("180000"));
        String temperatures = Optional.ofNullable(settings.remove("temperatures")).orElse("");
        String preset = settings.remove("preset");
        boolean fashion = arguments[0].equals("fashion");
        TrainingPictures train = fashion
                ? IdxPictures.fashion(data, "train")
                : ZipPictures.read(data, i -> i % 10 != 0);
        TrainingPictures heldOut = fashion
                ? IdxPictures.fashion(data, "t10k")
                : ZipPictures.read(data, i -> i % 10 == 0);
        Family family = Families.named(arguments[3]);
        Configuration configuration = family.configure(preset, settings, train.shape(), train.classes(), 1);
        List<Snapshot> last = new ArrayList<>();
        Training.run(configuration, Budget.parse(arguments[4]), train, heldOut, Optional.empty(), "cpu",
                new PrintingObserver(out, last));
        if (judged == 0) {
            return;
        }
        try (LabelAccuracy accuracy = LabelAccuracy.train(train, judged, 1, "cpu")) {
            System.out.printf("classifier on held-out pictures: %.4f%n", accuracy.of(heldOut));
            Snapshot snapshot = last.get(last.size() - 1);
            if (temperatures.isEmpty()) {
                measure(family, snapshot, accuracy, Double.NaN, out);
            } else {
                for (String temperature : temperatures.split(",")) {
                    measure(family, snapshot, accuracy, Double.parseDouble(temperature), out);
                }
            }
        }
    }

    private static void measure(Family family, Snapshot snapshot, LabelAccuracy accuracy, double asked, Path out)
            throws Exception {
        int count = 1000;
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 10;
        }
        try (Sampler sampler = family.sampler(snapshot.configuration(), snapshot.averages(), "cpu")) {
            double temperature = Double.isNaN(asked) ? sampler.temperature() : asked;
            long start = System.nanoTime();
            List<byte[]> samples = sampler.sample(99, 0, count, labels, temperature);
            double seconds = (System.nanoTime() - start) / 1e9;
            int[] seen = accuracy.classes(samples);
            int[] right = new int[10];
            for (int i = 0; i < count; i++) {
                right[labels[i]] += seen[i] == labels[i] ? 1 : 0;
            }
            System.out.printf("temperature %.2f: label accuracy %.3f, of each class %s, sharpness %.4f; %.0f/s%n",
                    temperature, accuracy.of(samples, labels), java.util.Arrays.toString(right),
                    sharpness(samples, sampler.shape().width()), count / seconds);
            write(out.resolve("samples-%.2f.png".formatted(temperature)), samples.subList(0, 100), 10,
                    sampler.shape());
        }
    }

    /** Mean absolute difference between horizontal neighbours: falls as pictures blur. */
    private static double sharpness(List<byte[]> pictures, int width) {
        double sum = 0;
        for (byte[] picture : pictures) {
            for (int i = 1; i < picture.length; i++) {
                sum += i % width == 0 ? 0 : Math.abs((picture[i] & 255) - (picture[i - 1] & 255)) / 255.0;
            }
        }
        return sum / pictures.size() / pictures.get(0).length;
    }

    static void write(Path file, List<byte[]> pictures, int columns, PictureShape shape) throws Exception {
        List<Picture> all = pictures.stream()
                .map(pixels -> new Picture(shape.channels(), shape.width(), shape.height(), pixels)).toList();
        Files.write(file, PngEncoder.encode(ContactSheet.of(all, columns, 3, 2)));
    }

    private record PrintingObserver(Path out, List<Snapshot> snapshots) implements TrainingObserver {
        @Override
        public void started(long parameters, String device) {
            System.out.printf("%d parameters on %s%n", parameters, device);
        }

        @Override
        public void progressed(Progress progress) {
            if (progress.step()
                    % Math.max(1, progress.budgetImages() / 12 * progress.step() / progress.images()) == 0) {
                System.out.printf("%7d images, %5.0f/s: %s |g| %.2f%n", progress.images(),
                        progress.images() / (progress.trained().toMillis() / 1e3), progress.losses(),
                        progress.gradientNorm());
            }
        }

        @Override
        public Wish wish(Progress progress) {
            return Wish.GO_ON;
        }

        @Override
        public void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {
            snapshots.add(snapshot);
            System.out.printf("snapshot at %d images after %s: %s%n", snapshot.images(), snapshot.trained(), metrics);
            List<byte[]> pairs = new ArrayList<>(previews.heldOut());
            pairs.addAll(previews.reconstructions());
            try {
                write(out.resolve("samples.png"), previews.samples(), 10, snapshot.configuration().shape());
                write(out.resolve("reconstructions.png"), pairs, 16, snapshot.configuration().shape());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
