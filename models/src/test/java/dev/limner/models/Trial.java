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
import dev.limner.models.evaluation.Evaluation;
import dev.limner.models.evaluation.Evaluator;
import dev.limner.models.evaluation.Samples;

/**
 * A trial by hand: trains a family, writes what it paints, and measures it.
 * {@code Trial fashion|cifar DATA OUT FAMILY BUDGET [evaluation=SAMPLES] [temperatures=T,T] [preset=NAME] [SETTING=VALUE]…};
 * DATA is the folder of Fashion-MNIST's IDX files, or a zip of PNGs; evaluation=0 measures nothing. What the pictures are
 * judged with is trained once and kept in limner-features under the system's folder for temporary files.
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
        int judged = Integer.parseInt(Optional.ofNullable(settings.remove("evaluation")).orElse("2000"));
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
        Path kept = Path.of(System.getProperty("java.io.tmpdir"), "limner-features");
        try (Evaluator evaluator = Evaluator.of(train, heldOut, new FileFeatureCache(kept), "cpu")) {
            Snapshot snapshot = last.get(last.size() - 1);
            if (temperatures.isEmpty()) {
                measure(family, snapshot, evaluator, judged, Double.NaN, out);
            } else {
                for (String temperature : temperatures.split(",")) {
                    measure(family, snapshot, evaluator, judged, Double.parseDouble(temperature), out);
                }
            }
        }
    }

    private static void measure(Family family, Snapshot snapshot, Evaluator evaluator, int count, double asked,
            Path out) throws Exception {
        Configuration configuration = snapshot.configuration();
        try (Sampler sampler = family.sampler(configuration, snapshot.averages(), "cpu")) {
            double temperature = Double.isNaN(asked) ? sampler.temperature() : asked;
            long start = System.nanoTime();
            Samples samples = evaluator.samples(sampler, configuration.classes(), count, temperature);
            double painted = (System.nanoTime() - start) / 1e9;
            Evaluation evaluation = evaluator.of(samples, temperature, true);
            double measured = (System.nanoTime() - start) / 1e9 - painted;
            System.out.printf("temperature %.2f: %s; sharpness %.4f; painted %.0f/s, measured in %.1f s%n", temperature,
                    evaluation.numbers(), sharpness(samples.pictures(), sampler.shape().width()), count / painted,
                    measured);
            System.out.println(evaluation.protocolLine() + " " + evaluation.warnings());
            write(out.resolve("samples-%.2f.png".formatted(temperature)), inTurn(samples), 10, sampler.shape());
            List<byte[]> nearest = new ArrayList<>();
            evaluation.nearest().forEach(each -> {
                nearest.add(each.sample());
                nearest.addAll(each.nearest());
            });
            write(out.resolve("nearest-%.2f.png".formatted(temperature)), nearest, 6, sampler.shape());
        }
    }

    /** A hundred samples, classes in turn. */
    private static List<byte[]> inTurn(Samples samples) {
        List<byte[]> chosen = new ArrayList<>();
        int[] next = new int[Math.max(samples.classes().size(), 1)];
        for (int i = 0; chosen.size() < Math.min(100, samples.count()); i++) {
            int label = samples.classes().isEmpty() ? 0 : i % next.length;
            while (next[label] < samples.count() && !samples.classes().isEmpty()
                    && samples.label(next[label]) != label) {
                next[label]++;
            }
            if (next[label] == samples.count()) {
                break;
            }
            chosen.add(samples.pictures().get(next[label]++));
        }
        return chosen;
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
        if (pictures.isEmpty()) {
            return;
        }
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
                if (!pairs.isEmpty()) {
                    write(out.resolve("reconstructions.png"), pairs, 16, snapshot.configuration().shape());
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
