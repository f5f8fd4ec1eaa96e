package dev.limner.trainer.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.limner.images.ContactSheet;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.models.PictureShape;
import dev.limner.models.Previews;
import dev.limner.models.evaluation.Memorisation;
import dev.limner.models.sampling.Traversal;

/** The PNGs that show how far a run is. */
final class Grids {
    private static final int PAIRS_IN_A_ROW = 4;
    private static final int GAP = 2;
    /** Sides below this are shown enlarged. */
    private static final int LARGE_ENOUGH = 64;

    private Grids() {}

    /**
     * A grid of pictures.
     *
     * @param kind {@code samples}, {@code reconstructions}, {@code traversals} or {@code nearest}
     */
    record Grid(String kind, byte[] png) {}

    /** Those that there is something to show in. */
    static List<Grid> of(Previews previews, List<Memorisation.Shown> nearest, PictureShape shape,
            List<String> classes) {
        List<Grid> grids = new ArrayList<>();
        samples(previews, shape, classes).ifPresent(png -> grids.add(new Grid("samples", png)));
        reconstructions(previews, shape).ifPresent(png -> grids.add(new Grid("reconstructions", png)));
        traversals(previews, shape).ifPresent(png -> grids.add(new Grid("traversals", png)));
        nearest(nearest, shape).ifPresent(png -> grids.add(new Grid("nearest", png)));
        return grids;
    }

    /** A row for each class with its name, or a square where there are no classes; empty without samples. */
    private static Optional<byte[]> samples(Previews previews, PictureShape shape, List<String> classes) {
        List<Picture> pictures = pictures(previews.samples(), shape);
        if (pictures.isEmpty()) {
            return Optional.empty();
        }
        if (classes.isEmpty()) {
            int columns = (int) Math.ceil(Math.sqrt(pictures.size()));
            return Optional.of(PngEncoder.encode(ContactSheet.of(pictures, columns, scale(shape), GAP)));
        }
        Map<String, List<Picture>> rows = new LinkedHashMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            rows.computeIfAbsent(classes.get(i % classes.size()), name -> new ArrayList<>()).add(pictures.get(i));
        }
        return Optional.of(PngEncoder.encode(ContactSheet.labelled(rows, scale(shape))));
    }

    /** Held-out pictures, each with the model's own version at its right; empty where there are none. */
    private static Optional<byte[]> reconstructions(Previews previews, PictureShape shape) {
        List<Picture> heldOut = pictures(previews.heldOut(), shape);
        List<Picture> own = pictures(previews.reconstructions(), shape);
        List<Picture> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(heldOut.size(), own.size()); i++) {
            pairs.add(heldOut.get(i));
            pairs.add(own.get(i));
        }
        return pairs.isEmpty()
                ? Optional.empty()
                : Optional.of(PngEncoder.encode(ContactSheet.of(pairs, 2 * PAIRS_IN_A_ROW, scale(shape), GAP)));
    }

    /** A row for each direction of the noise; empty where none was walked along. */
    private static Optional<byte[]> traversals(Previews previews, PictureShape shape) {
        List<Picture> pictures = pictures(previews.traversals(), shape);
        return pictures.isEmpty()
                ? Optional.empty()
                : Optional.of(PngEncoder.encode(ContactSheet.of(pictures, Traversal.STEPS, scale(shape), GAP)));
    }

    /** A row for each sample, the training pictures nearest to it at its right; empty without samples. */
    private static Optional<byte[]> nearest(List<Memorisation.Shown> nearest, PictureShape shape) {
        if (nearest.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> planes = new ArrayList<>();
        nearest.forEach(each -> {
            planes.add(each.sample());
            planes.addAll(each.nearest());
        });
        return Optional.of(PngEncoder.encode(
                ContactSheet.of(pictures(planes, shape), planes.size() / nearest.size(), scale(shape), GAP)));
    }

    private static int scale(PictureShape shape) {
        return Math.max(1, LARGE_ENOUGH / Math.max(shape.height(), shape.width()));
    }

    private static List<Picture> pictures(List<byte[]> planes, PictureShape shape) {
        return planes.stream()
                .map(pixels -> new Picture(shape.channels(), shape.height(), shape.width(), pixels)).toList();
    }
}
