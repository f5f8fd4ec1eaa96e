package dev.limner.images.cutout;

import dev.limner.images.Mask;
import dev.limner.images.Picture;
import dev.limner.images.Pulse;

/**
 * GrabCut (Rother, Kolmogorov and Blake 2004): what is inside a box is divided into foreground and background by turns:
 * colours are learned from the division, and the division is the cheapest one for these colours that follows the
 * picture's edges (a minimum cut). It is found at {@value #MOST_PIXELS} pixels at most; {@link Trimap#around} and
 * {@link ClosedFormMatting} make the fine border.
 */
public final class GrabCut {
    private static final int MOST_PIXELS = 1 << 17;
    private static final int ROUNDS = 5;
    /** Weight of the border (the paper's γ). */
    private static final double GAMMA = 50;
    /** Capacities are whole: a cost of 1 is this many. */
    private static final double UNIT = 1000;
    private static final double MOST_COST = 1e4;
    /** Right, below, below right, below left: with those that come from there, eight neighbours. */
    private static final int[][] NEIGHBOURS = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};

    private final Colours colours;
    private final boolean[] box;
    private final boolean[] front;
    private final double beta;
    private ColourMixture foreground;
    private ColourMixture background;

    private GrabCut(Colours colours, boolean[] box) {
        this.colours = colours;
        this.box = box;
        this.front = box.clone();
        this.beta = beta();
    }

    /**
     * What stands out in a picture, of which nothing is told: whatever is not like what lies along its edges.
     *
     * @return the foreground; empty where nothing stands out
     */
    public static Mask segment(Picture picture) {
        return segment(picture, Pulse.NONE);
    }

    /**
     * As {@link #segment(Picture)}.
     *
     * @param pulse told after each division
     */
    public static Mask segment(Picture picture, Pulse pulse) {
        int margin = Math.max(1, Math.min(picture.height(), picture.width()) / 20);
        return segment(picture, Mask.box(picture.height(), picture.width(), margin, margin,
                picture.width() - 2 * margin, picture.height() - 2 * margin), pulse);
    }

    /**
     * What stands out in a region.
     *
     * @param region what may be foreground: a box, or any shape; all else is background
     * @return the foreground; empty where nothing stands out
     * @throws IllegalArgumentException where the region is of another size, empty, or the whole picture
     */
    public static Mask segment(Picture picture, Mask region) {
        return segment(picture, region, Pulse.NONE);
    }

    /**
     * As {@link #segment(Picture, Mask)}.
     *
     * @param pulse told after each division
     */
    public static Mask segment(Picture picture, Mask region, Pulse pulse) {
        region.mustFit(picture);
        int count = region.count();
        if (count == 0 || count == region.inside().length) {
            throw new IllegalArgumentException("%d of %d pixels may be foreground: some must and some must not"
                    .formatted(count, region.inside().length));
        }
        Colours colours = Colours.of(picture);
        int halvings = 0;
        while (colours.height() * colours.width() > MOST_PIXELS) {
            colours = colours.halved();
            halvings++;
        }
        boolean[] small = sampled(region, halvings, colours.height(), colours.width());
        GrabCut cut = new GrabCut(colours, small);
        for (int round = 0; round < ROUNDS && cut.divided(); round++) {
            cut.divide(round);
            pulse.at((round + 1.0) / ROUNDS);
        }
        boolean[] front = new boolean[region.inside().length];
        for (int i = 0; i < front.length; i++) {
            int y = i / picture.width() >> halvings;
            int x = i % picture.width() >> halvings;
            front[i] = region.inside()[i] && cut.front[y * colours.width() + x];
        }
        return new Mask(picture.height(), picture.width(), front);
    }

    private static boolean[] sampled(Mask region, int halvings, int height, int width) {
        boolean[] small = new boolean[height * width];
        for (int i = 0; i < small.length; i++) {
            small[i] = region.at(Math.min(region.height() - 1, (i / width << halvings) + (1 << halvings >> 1)),
                    Math.min(region.width() - 1, (i % width << halvings) + (1 << halvings >> 1)));
        }
        return small;
    }

    /** Whether there are both a foreground and a background. */
    private boolean divided() {
        int count = 0;
        for (boolean in : front) {
            count += in ? 1 : 0;
        }
        return count > 0 && count < front.length;
    }

    private void divide(int round) {
        boolean[] back = new boolean[front.length];
        for (int i = 0; i < back.length; i++) {
            back[i] = !front[i];
        }
        if (round == 0) {
            foreground = new ColourMixture(colours, front);
            background = new ColourMixture(colours, back);
        } else {
            foreground.refine(colours, front);
            background.refine(colours, back);
        }
        MaxFlow graph = new MaxFlow(front.length, 4 * front.length);
        for (int i = 0; i < front.length; i++) {
            if (box[i]) {
                graph.connect(i, cost(background, i), cost(foreground, i));
            } else {
                graph.connect(i, 0, (long) (MOST_COST * UNIT));
            }
            for (int[] step : NEIGHBOURS) {
                int j = neighbour(i, step);
                if (j >= 0 && (box[i] || box[j])) {
                    double distance = Math.abs(step[0]) + Math.abs(step[1]) == 2 ? Math.sqrt(2) : 1;
                    long weight = Math.round(UNIT * GAMMA / distance * StrictMath.exp(-beta * squared(i, j)));
                    graph.join(i, j, weight, weight);
                }
            }
        }
        graph.solve();
        for (int i = 0; i < front.length; i++) {
            front[i] = box[i] && graph.withSource(i);
        }
    }

    /** Shifted so that it is never negative: the same is added to both sides. */
    private long cost(ColourMixture mixture, int i) {
        return Math.round(UNIT * Math.max(0, Math.min(MOST_COST, mixture.cost(colours, i) + 20)));
    }

    private int neighbour(int i, int[] step) {
        int y = i / colours.width() + step[0];
        int x = i % colours.width() + step[1];
        return y < colours.height() && x >= 0 && x < colours.width() ? y * colours.width() + x : -1;
    }

    private double squared(int i, int j) {
        double sum = 0;
        for (float[] plane : colours.planes()) {
            double d = plane[i] - plane[j];
            sum += d * d;
        }
        return sum;
    }

    /** β = 1 / (2 ⟨|zₘ − zₙ|²⟩) over all neighbours (equation 5 of Boykov and Jolly 2001). */
    private double beta() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < front.length; i++) {
            for (int[] step : NEIGHBOURS) {
                int j = neighbour(i, step);
                if (j >= 0) {
                    sum += squared(i, j);
                    count++;
                }
            }
        }
        return sum == 0 ? 0 : count / (2 * sum);
    }
}
