package dev.limner.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A labelled set that Limner draws itself, for where no other is at hand: ten figures in light grey on black, 28×28
 * pixels, of varied place, size, tilt, proportion, stroke and shade. A picture depends on (seed, label, index) alone and
 * is the same on every JDK and machine: it is rasterised here from {@link Figure}s, not by AWT.
 */
public final class DrawnSet {
    /** Side of every picture, in pixels. */
    public static final int SIDE = 28;
    /** Class names in the order of their labels. */
    public static final List<String> CLASSES = List.of("circle", "ring", "square", "triangle", "cross", "star", "heart",
            "crescent", "arrow", "stripes");

    private DrawnSet() {}

    /**
     * One picture, grey.
     *
     * @param label index into {@link #CLASSES}
     * @param index any; another one gives another picture
     */
    public static Picture picture(int label, long seed, long index) {
        Draws draws = new Draws(seed, label, index);
        Figure figure = figure(label, draws);
        return new FigurePainter(figure, draws).paint(SIDE);
    }

    private static Figure figure(int label, Draws draws) {
        return switch (CLASSES.get(label)) {
            case "circle" -> Figure.disc(0.9);
            case "ring" -> Figure.ring(0.78, draws.between(0.1, 0.2));
            case "square" -> Figure.bar(0.78, 0.78, 0);
            case "triangle" -> Figure.polygon(0, -0.95, 0.95, 0.75, -0.95, 0.75);
            case "cross" -> {
                double half = draws.between(0.16, 0.3);
                yield Figure.bar(0.98, half, 0).or(Figure.bar(half, 0.98, 0));
            }
            case "star" -> Figure.star(1.08, draws.between(0.4, 0.5));
            case "heart" -> Figure.heart(0.95);
            case "crescent" -> Figure.crescent(0.98, draws.between(0.72, 0.82), draws.between(0.42, 0.5));
            case "arrow" -> {
                double half = draws.between(0.14, 0.24);
                yield Figure.polygon(0, -1, 0.75, -0.1, half, -0.1, half, 1, -half, 1, -half, -0.1, -0.75, -0.1);
            }
            case "stripes" -> {
                double half = draws.between(0.13, 0.2);
                yield Figure.bar(0.92, half, -0.68).or(Figure.bar(0.92, half, 0)).or(Figure.bar(0.92, half, 0.68));
            }
            default -> throw new IllegalStateException("no figure for the class " + CLASSES.get(label));
        };
    }

    /**
     * Writes the set as four gzipped IDX files with the names of the MNIST family, and the class names to
     * {@code classes.txt}, one a line. Classes take turns; the held-out pictures are the same whatever {@code train} is.
     *
     * @param folder  created where it is missing
     * @param train   pictures of the split {@code train}
     * @param heldOut pictures of the split {@code held-out}
     * @throws IOException where a file cannot be written
     */
    public static void writeIdx(Path folder, int train, int heldOut, long seed) throws IOException {
        IdxFolder idx = new IdxFolder(folder);
        idx.write("train", train, i -> picture(label(i), seed, i), DrawnSet::label);
        idx.write("t10k", heldOut, i -> picture(label(i), seed, -1 - i), DrawnSet::label);
        Files.write(folder.resolve("classes.txt"), CLASSES);
    }

    /** The label of picture i of either split as {@link #writeIdx} numbers them. */
    public static int label(int i) {
        return i % CLASSES.size();
    }
}
