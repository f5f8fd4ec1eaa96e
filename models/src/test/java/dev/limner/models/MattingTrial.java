package dev.limner.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.limner.contracts.names.Budget;
import dev.limner.models.engine.Torch;
import dev.limner.models.matting.AlphaMatte;

/**
 * A trial by hand: trains a matting network on drawn cut-outs, whose alpha is known, and writes what it predicts.
 * {@code MattingTrial SIDE OUT BUDGET [SETTING=VALUE]…}
 */
final class MattingTrial {
    private MattingTrial() {}

    public static void main(String[] arguments) throws Exception {
        Torch.threads(Integer.getInteger("threads", 2));
        int side = Integer.parseInt(arguments[0]);
        Path out = Files.createDirectories(Path.of(arguments[1]));
        Map<String, String> settings = new TreeMap<>();
        for (int i = 3; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        DrawnCutOuts train = new DrawnCutOuts(4000, side, 1);
        Configuration configuration = Families.named("matting").configure(null, settings, train.shape(), List.of(), 1);
        RecordingObserver observer = new RecordingObserver().wishing(Wish.CHECKPOINT, 1);
        Outcome outcome = Training.run(configuration, Budget.parse(arguments[2]), train, new DrawnCutOuts(256, side, 2),
                Optional.empty(), "cpu", observer);
        observer.metrics.forEach(System.out::println);
        System.out.printf("%d images in %s: %s%n", outcome.images(), outcome.trained(),
                observer.progress.get(observer.progress.size() - 1).losses());
        Previews previews = observer.previews.get(observer.previews.size() - 1);
        List<byte[]> shown = new ArrayList<>();
        for (int i = 0; i < previews.heldOut().size(); i += 2) {
            shown.addAll(List.of(previews.heldOut().get(i), previews.reconstructions().get(i),
                    previews.heldOut().get(i + 1), previews.reconstructions().get(i + 1)));
        }
        Trial.write(out.resolve("alpha.png"), shown, 8, configuration.shape());
        try (AlphaMatte matte = AlphaMatte.load(configuration, observer.last().averages(), "cpu")) {
            for (int larger : new int[]{side, 2 * side - 3}) {
                System.out.printf("on plain grey, %d pixels a side: mean error %.4f (of no alpha at all: %.4f)%n",
                        larger,
                        error(larger, matte), error(larger, null));
            }
        }
    }

    /** Mean |α̂ − α| of cut-outs over grey; null for α̂ = 0. */
    private static double error(int side, AlphaMatte matte) {
        DrawnCutOuts pictures = new DrawnCutOuts(64, side, 2);
        int plane = side * side;
        byte[] rgba = new byte[4 * plane];
        double sum = 0;
        for (int i = 0; i < pictures.count(); i++) {
            pictures.copy(i, rgba, 0);
            byte[] over = new byte[3 * plane];
            for (int p = 0; p < over.length; p++) {
                double alpha = (rgba[3 * plane + p % plane] & 255) / 255.0;
                over[p] = (byte) Math.round((rgba[p] & 255) * alpha + 128 * (1 - alpha));
            }
            float[] predicted = matte == null ? new float[plane] : matte.of(over, side, side);
            for (int p = 0; p < plane; p++) {
                sum += Math.abs(predicted[p] - (rgba[3 * plane + p] & 255) / 255.0);
            }
        }
        return sum / plane / pictures.count();
    }
}
