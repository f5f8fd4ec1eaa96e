package dev.limner.images.texture;

import java.util.Arrays;

import dev.limner.images.Draws;
import dev.limner.images.Mask;
import dev.limner.images.Picture;
import dev.limner.images.Pulse;
import dev.limner.images.blending.PoissonBlending;

/**
 * Fills a region of a picture with texture of its surroundings: patch by patch from the border inwards, where most is
 * known first (Criminisi, Pérez and Toyama 2004, by their confidence term alone), each from a known patch that fits;
 * then all of it is blended from the patches' differences, so that neither their seams nor the region's border shows
 * (as in Pritch, Kav-Venaki and Peleg 2009). Known pixels come back as they were.
 */
public final class ExemplarFill {
    private static final long LABEL = 0x66696c6cL;
    private static final int LEAST_PATCH = 3;
    private static final int FIRST_PATCH = 9;
    private static final int MOST_PATCH = 31;
    private static final double TOLERANCE = 0.02;

    private final Picture picture;
    private final Mask hole;
    private final int width;
    private final int height;
    private final int patch;
    private final int[][] values;
    private final boolean[] known;
    /** By pixel of the hole, the pixel that it was copied from. */
    private final int[] source;
    /** By pixel, how many are known in the patch around it. */
    private final int[] certain;
    private final int[] hollow;

    private ExemplarFill(Picture picture, Mask hole, int patch) {
        this.picture = picture;
        this.hole = hole;
        this.width = picture.width();
        this.height = picture.height();
        this.patch = patch;
        this.values = Exemplar.of(picture).planes();
        this.known = hole.inverted().inside();
        this.source = new int[known.length];
        this.certain = new int[known.length];
        this.hollow = integral(hole);
        for (int i = 0; i < known.length; i++) {
            if (hole.inside()[i]) {
                certain[i] = patch * patch - within(corner(i / width, height), corner(i % width, width));
            }
        }
    }

    /**
     * Fills a region.
     *
     * @param hole what is filled, of any shape
     * @param seed any; another one gives another filling where several patches fit
     * @throws IllegalArgumentException where sizes differ, or nowhere 3×3 known pixels lie together
     */
    public static Picture fill(Picture picture, Mask hole, long seed) {
        return fill(picture, hole, seed, Pulse.NONE);
    }

    /**
     * As {@link #fill(Picture, Mask, long)}.
     *
     * @param pulse told after each patch
     */
    public static Picture fill(Picture picture, Mask hole, long seed, Pulse pulse) {
        int patch = Math.max(FIRST_PATCH, Math.min(MOST_PATCH, Math.min(picture.width(), picture.height()) / 20 | 1));
        return fill(picture, hole, patch, seed, pulse);
    }

    /**
     * As {@link #fill(Picture, Mask, long)}.
     *
     * @param patch side of the patches in pixels, 3 and up: somewhat more than the texture's smallest parts. Smaller ones
     *              are taken where no known patch is as large
     */
    public static Picture fill(Picture picture, Mask hole, int patch, long seed) {
        return fill(picture, hole, patch, seed, Pulse.NONE);
    }

    private static Picture fill(Picture picture, Mask hole, int patch, long seed, Pulse pulse) {
        hole.mustFit(picture);
        if (hole.count() == 0) {
            return picture;
        }
        int side = Math.min(patch, Math.min(picture.width(), picture.height()));
        while (side >= LEAST_PATCH) {
            ExemplarFill fill = new ExemplarFill(picture, hole, side);
            if (fill.hasKnownPatch()) {
                return fill.filled(seed, pulse);
            }
            side = side == LEAST_PATCH ? 0 : Math.max(LEAST_PATCH, side * 2 / 3);
        }
        throw new IllegalArgumentException("%d of %d×%d pixels are to be filled: nowhere do 3×3 known ones lie together"
                .formatted(hole.count(), picture.width(), picture.height()));
    }

    private static int[] integral(Mask mask) {
        int w = mask.width() + 1;
        int[] sums = new int[w * (mask.height() + 1)];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                sums[(y + 1) * w + x + 1] = sums[y * w + x + 1] + sums[(y + 1) * w + x] - sums[y * w + x]
                        + (mask.at(y, x) ? 1 : 0);
            }
        }
        return sums;
    }

    /** Pixels of the hole in the patch that begins there. */
    private int within(int y, int x) {
        int w = width + 1;
        return hollow[(y + patch) * w + x + patch] - hollow[y * w + x + patch] - hollow[(y + patch) * w + x]
                + hollow[y * w + x];
    }

    private boolean hasKnownPatch() {
        for (int y = 0; y <= height - patch; y++) {
            for (int x = 0; x <= width - patch; x++) {
                if (within(y, x) == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where the patch around a place begins. */
    private int corner(int place, int length) {
        return Math.max(0, Math.min(length - patch, place - patch / 2));
    }

    private Picture filled(long seed, Pulse pulse) {
        Exemplar exemplar = Exemplar.of(picture);
        PatchSearch search = new PatchSearch(exemplar);
        int step = 0;
        int left = hole.count();
        int first = left;
        for (int at = surest(); at >= 0; at = surest()) {
            int y = corner(at / width, height);
            int x = corner(at % width, width);
            PatchSearch.Match match = search.choose(template(y, x), TOLERANCE, (v, u) -> within(v, u) == 0,
                    new Draws(seed, LABEL, step++));
            left -= copy(exemplar, y, x, match);
            pulse.at((first - left) / (double) first);
        }
        return blended();
    }

    /** The pixel not yet filled around which most is known, or −1. */
    private int surest() {
        int best = -1;
        for (int i = 0; i < known.length; i++) {
            if (!known[i] && (best < 0 || certain[i] > certain[best])) {
                best = i;
            }
        }
        return best;
    }

    private Template template(int y, int x) {
        boolean[] there = new boolean[patch * patch];
        int[][] cut = new int[values.length][patch * patch];
        for (int i = 0; i < there.length; i++) {
            int at = (y + i / patch) * width + x + i % patch;
            there[i] = known[at];
            for (int c = 0; c < cut.length; c++) {
                cut[c][i] = values[c][at];
            }
        }
        return new Template(patch, patch, cut, there);
    }

    /** How many pixels became known. */
    private int copy(Exemplar exemplar, int y, int x, PatchSearch.Match match) {
        int filled = 0;
        for (int i = 0; i < patch * patch; i++) {
            int at = (y + i / patch) * width + x + i % patch;
            if (!known[at]) {
                known[at] = true;
                source[at] = (match.y() + i / patch) * width + match.x() + i % patch;
                for (int c = 0; c < values.length; c++) {
                    values[c][at] = exemplar.planes()[c][source[at]];
                }
                tell(at);
                filled++;
            }
        }
        return filled;
    }

    /** Counts a pixel as known in the patches that have it. */
    private void tell(int at) {
        int y = at / width;
        int x = at % width;
        for (int v = Math.max(0, y - patch); v <= Math.min(height - 1, y + patch); v++) {
            for (int u = Math.max(0, x - patch); u <= Math.min(width - 1, x + patch); u++) {
                int dy = y - corner(v, height);
                int dx = x - corner(u, width);
                if (dy >= 0 && dy < patch && dx >= 0 && dx < patch) {
                    certain[v * width + u]++;
                }
            }
        }
    }

    private Picture blended() {
        byte[] pixels = Arrays.copyOf(picture.pixels(), picture.pixels().length);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i / known.length][i % known.length];
        }
        Picture start = new Picture(picture.channels(), height, width, pixels);
        return PoissonBlending.solve(picture, start, hole, this::step);
    }

    /** The difference of two neighbours as the patch of the one, that of the other, or the mean of both has it. */
    private float step(int channel, int at, int next) {
        int sum = 0;
        int count = 0;
        if (continues(at, next)) {
            sum += source(channel, source[at]) - source(channel, source[at] + next - at);
            count++;
        }
        if (hole.inside()[next] && continues(next, at)) {
            sum += source(channel, source[next] + at - next) - source(channel, source[next]);
            count++;
        }
        return count == 0 ? values[channel][at] - values[channel][next] : (float) sum / count;
    }

    private int source(int channel, int at) {
        return picture.pixels()[channel * known.length + at] & 0xff;
    }

    /** Whether, where a pixel is from, its neighbour lies as well and is known. */
    private boolean continues(int at, int neighbour) {
        int there = source[at] + neighbour - at;
        boolean sameRow = Math.abs(neighbour - at) != 1 || width == 1
                || there >= 0 && there / width == source[at] / width;
        return there >= 0 && there < known.length && sameRow && !hole.inside()[there];
    }
}
