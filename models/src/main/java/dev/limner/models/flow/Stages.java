package dev.limner.models.flow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.limner.contracts.names.Budget;
import dev.limner.models.PictureShape;
import dev.limner.models.settings.TrainingSettings;
import dev.limner.models.settings.Values;

/**
 * How long the autoencoder is trained before the flow, where a user leaves that open: three tenths of the budget, and not
 * longer than usual. Of a budget of time it is the images that a machine of two cores sees in it, {@value #IMAGES_A_SECOND} a second of
 * {@value #PIXELS} pixels: a wrong guess makes one stage too long and not a run useless, and it must not be measured, as the weights
 * would then depend on how busy a machine was.
 */
final class Stages {
    private static final String IMAGES = "autoencoderImages";
    private static final double SHARE = 0.3;
    private static final double IMAGES_A_SECOND = 500;
    private static final double PIXELS = 784;

    private Stages() {}

    /** The user's settings, and {@code autoencoderImages} where they lack it and it would be less than usual. */
    static Map<String, String> suited(String preset, Map<String, String> settings, PictureShape shape, Budget budget) {
        if (settings.containsKey(IMAGES)) {
            return settings;
        }
        Values values = new Values(
                FlowSettings.PRESETS.configure(preset, settings, shape, List.of(), 0).settings());
        int batch = TrainingSettings.of(values).batch();
        long most = (long) (SHARE * expected(budget.ofBatches(batch), shape));
        long images = Math.max(1, most / batch) * batch;
        if (!values.word("space").equals("latent") || images >= values.count(IMAGES)) {
            return settings;
        }
        Map<String, String> suited = new TreeMap<>(settings);
        suited.put(IMAGES, Long.toString(images));
        return suited;
    }

    private static double expected(Budget budget, PictureShape shape) {
        return budget.inImages()
                ? budget.images()
                : budget.time().toMillis() / 1000.0 * IMAGES_A_SECOND
                        * Math.min(1, PIXELS / ((double) shape.height() * shape.width()));
    }
}
