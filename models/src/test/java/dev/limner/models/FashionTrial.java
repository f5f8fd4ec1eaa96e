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
 * A trial by hand: trains on Fashion-MNIST, writes what it paints, and measures it.
 * {@code FashionTrial FOLDER OUT BUDGET [classifier=IMAGES] [preset=NAME] [SETTING=VALUE]…}; FOLDER has the IDX files.
 */
final class FashionTrial {
    private FashionTrial() {}

    public static void main(String[] arguments) throws Exception {
        Torch.threads(Integer.getInteger("threads", 2));
        Path folder = Path.of(arguments[0]);
        Path out = Files.createDirectories(Path.of(arguments[1]));
        Map<String, String> settings = new TreeMap<>();
        for (int i = 3; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        int judged = Integer.parseInt(Optional.ofNullable(settings.remove("classifier")).orElse("180000"));
        String preset = settings.remove("preset");
        IdxPictures train = IdxPictures.fashion(folder, "train");
        IdxPictures heldOut = IdxPictures.fashion(folder, "t10k");
        Family family = Families.named("vae");
        Configuration configuration = family.configure(preset, settings, train.shape(), train.classes(), 1);
        List<Snapshot> last = new ArrayList<>();
        Training.run(configuration, Budget.parse(arguments[2]), train, heldOut, Optional.empty(), "cpu",
                new PrintingObserver(out, last));
        try (LabelAccuracy accuracy = LabelAccuracy.train(train, judged, 1, "cpu")) {
            System.out.printf("classifier on held-out pictures: %.4f%n", accuracy.of(heldOut));
            for (double temperature : new double[]{0.5, 0.6, 0.7, 1.0}) {
                measure(family, last.get(last.size() - 1), accuracy, temperature, out, true);
            }
            measure(family, last.get(last.size() - 1), accuracy, 0.7, out, false);
        }
    }

    private static void measure(Family family, Snapshot snapshot, LabelAccuracy accuracy, double temperature, Path out,
            boolean averaged)
            throws Exception {
        int count = 1000;
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 10;
        }
        try (Sampler sampler = family.sampler(snapshot.configuration(),
                averaged ? snapshot.averages() : snapshot.weights(), "cpu")) {
            long start = System.nanoTime();
            List<byte[]> samples = sampler.sample(99, 0, count, labels, temperature);
            double seconds = (System.nanoTime() - start) / 1e9;
            int[] seen = accuracy.classes(samples);
            int[] right = new int[10];
            for (int i = 0; i < count; i++) {
                right[labels[i]] += seen[i] == labels[i] ? 1 : 0;
            }
            System.out.printf(
                    (averaged ? "" : "without average, ")
                            + "temperature %.2f: label accuracy %.3f, of each class %s, sharpness %.4f; %.0f/s%n",
                    temperature, accuracy.of(samples, labels), java.util.Arrays.toString(right),
                    sharpness(samples), count / seconds);
            write(out.resolve("samples-%.2f%s.png".formatted(temperature, averaged ? "" : "-raw")),
                    samples.subList(0, 100),
                    10);
        }
    }

    /** Mean absolute difference between horizontal neighbours: falls as pictures blur. */
    private static double sharpness(List<byte[]> pictures) {
        double sum = 0;
        for (byte[] picture : pictures) {
            for (int i = 1; i < picture.length; i++) {
                sum += i % 28 == 0 ? 0 : Math.abs((picture[i] & 255) - (picture[i - 1] & 255)) / 255.0;
            }
        }
        return sum / pictures.size() / (28 * 27);
    }

    static void write(Path file, List<byte[]> pictures, int columns) throws Exception {
        List<Picture> all = pictures.stream().map(pixels -> new Picture(1, 28, 28, pixels)).toList();
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
                write(out.resolve("samples.png"), previews.samples(), 10);
                write(out.resolve("reconstructions.png"), pairs, 16);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
