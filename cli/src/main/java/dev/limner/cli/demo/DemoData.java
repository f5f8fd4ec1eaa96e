package dev.limner.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import dev.limner.cli.sources.Presets;
import dev.limner.cli.sources.Upload;
import dev.limner.images.DrawnSet;

/**
 * What the demonstration learns.
 *
 * @param upload the pictures
 */
record DemoData(Upload upload) {
    private static final String DRAWN = "drawn";
    private static final int DRAWN_TRAIN = 60_000;
    private static final int DRAWN_HELD_OUT = 10_000;
    private static final long DRAWN_SEED = 1;

    /**
     * Chooses: what was asked for, else Fashion-MNIST where it can be had, else the set that Limner draws itself.
     *
     * @param asked  a path, {@code drawn}, or null
     * @param cache  where downloads are kept
     * @param folder where a drawn set is written
     */
    static DemoData choose(String asked, Path cache, Path folder, Consumer<String> say) throws IOException {
        if (DRAWN.equals(asked)) {
            return drawn(folder, say);
        }
        if (asked != null) {
            Path path = Path.of(asked);
            boolean fashion = Files.isDirectory(path) && Presets.FASHION_MNIST.isIn(path);
            say.accept("%s from %s".formatted(fashion ? "Fashion-MNIST" : "pictures", path));
            return new DemoData(fashion ? Presets.FASHION_MNIST.from(path) : Upload.of(path));
        }
        Optional<Upload> found = Presets.FASHION_MNIST.find(cache, say);
        if (found.isPresent()) {
            return new DemoData(found.get());
        }
        say.accept("Fashion-MNIST can be had from nowhere: this demonstration uses a set that Limner draws itself");
        return drawn(folder, say);
    }

    private static DemoData drawn(Path folder, Consumer<String> say) throws IOException {
        say.accept("drawing %d pictures of %d kinds of figure".formatted(DRAWN_TRAIN + DRAWN_HELD_OUT,
                DrawnSet.CLASSES.size()));
        DrawnSet.writeIdx(folder, DRAWN_TRAIN, DRAWN_HELD_OUT, DRAWN_SEED);
        return new DemoData(Upload.of(folder));
    }
}
