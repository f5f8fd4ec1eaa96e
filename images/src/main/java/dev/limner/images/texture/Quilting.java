package dev.limner.images.texture;

import dev.limner.images.Draws;
import dev.limner.images.Picture;
import dev.limner.images.Pulse;
import dev.limner.images.Resizer;

/**
 * Image quilting (Efros and Freeman 2001): a texture of any size from a small picture of it. Blocks of the exemplar are
 * laid over each other row by row; each is drawn from those that fit the overlap with what lies there, and cut along the
 * path where it fits best.
 *
 * <p>The same exemplar, wish and seed give the same bytes.
 */
public final class Quilting {
    /** Shortest side of an exemplar, in pixels. */
    public static final int SMALLEST_EXEMPLAR = 8;
    /** Longest side of an exemplar, in pixels. */
    public static final int LARGEST_EXEMPLAR = 2048;

    private static final long LABEL = 0x7175696c74L;
    private static final int LEAST_BLOCK = 16;
    private static final int MOST_BLOCK = 96;
    private static final int OVERLAPS = 6;
    /** Blocks beside a new one that lie there already. */
    private static final int NEIGHBOURS = 4;

    private final Exemplar exemplar;
    private final Quilt quilt;
    private final int block;
    /** How far apart in the exemplar neighbours must be from, in pixels: no more than leaves half of it to choose from. */
    private final int near;
    private final Axis across;
    private final Axis down;
    private final PatchSearch search;
    private final QuiltCanvas canvas;
    /** Where in the exemplar each block is from, by row and column. */
    private final int[][] fromY;
    private final int[][] fromX;

    private Quilting(Picture picture, Quilt quilt) {
        this.exemplar = Exemplar.of(picture);
        this.quilt = quilt;
        int side = Math.min(picture.width(), picture.height());
        int wanted = quilt.block() != 0 ? quilt.block() : Math.max(LEAST_BLOCK, Math.min(MOST_BLOCK, side / 4));
        int most = quilt.tileable() ? Math.min(side, Math.min(quilt.width(), quilt.height())) : side;
        this.block = Math.min(wanted, most);
        double positions = (picture.height() - block + 1.0) * (picture.width() - block + 1.0);
        this.near = Math.min(block / 4, (int) (Math.sqrt(positions / 2 / (2 * NEIGHBOURS)) - 1) / 2);
        int overlap = block < 3 ? 0 : Math.max(1, block / OVERLAPS);
        this.across = Axis.of(Math.max(quilt.width(), block), block, overlap, quilt.tileable());
        this.down = Axis.of(Math.max(quilt.height(), block), block, overlap, quilt.tileable());
        this.search = new PatchSearch(exemplar);
        this.canvas = new QuiltCanvas(picture.channels(), down, across);
        this.fromY = new int[down.count()][across.count()];
        this.fromX = new int[down.count()][across.count()];
    }

    /**
     * Makes a texture.
     *
     * @param exemplar {@value #SMALLEST_EXEMPLAR} to {@value #LARGEST_EXEMPLAR} pixels a side
     * @return of the size that is wanted, with the exemplar's channels
     * @throws IllegalArgumentException naming the limit that the exemplar does not keep
     */
    public static Picture texture(Picture exemplar, Quilt quilt) {
        return texture(exemplar, quilt, Pulse.NONE);
    }

    /**
     * As {@link #texture(Picture, Quilt)}.
     *
     * @param pulse told after each block
     */
    public static Picture texture(Picture exemplar, Quilt quilt, Pulse pulse) {
        int shorter = Math.min(exemplar.width(), exemplar.height());
        int longer = Math.max(exemplar.width(), exemplar.height());
        if (shorter < SMALLEST_EXEMPLAR || longer > LARGEST_EXEMPLAR) {
            throw new IllegalArgumentException("an exemplar of %d×%d pixels: each side is %d to %d".formatted(
                    exemplar.width(), exemplar.height(), SMALLEST_EXEMPLAR, LARGEST_EXEMPLAR));
        }
        return Resizer.crop(new Quilting(exemplar, quilt).sewn(pulse), 0, 0, quilt.width(), quilt.height());
    }

    private Picture sewn(Pulse pulse) {
        for (int row = 0; row < down.count(); row++) {
            for (int column = 0; column < across.count(); column++) {
                PatchSearch.Match match = chosen(row, column);
                fromY[row][column] = match.y();
                fromX[row][column] = match.x();
                canvas.sew(row, column, exemplar, match.y(), match.x());
                pulse.at((row * across.count() + column + 1.0) / (down.count() * across.count()));
            }
        }
        return canvas.picture();
    }

    private PatchSearch.Match chosen(int row, int column) {
        Draws draws = new Draws(quilt.seed(), LABEL, (long) row * across.count() + column);
        Template template = canvas.template(row, column);
        if (template.taps() == 0) {
            return new PatchSearch.Match(draws.below(exemplar.height() - block + 1),
                    draws.below(exemplar.width() - block + 1), 0);
        }
        PatchSearch.Match match = search.choose(template, quilt.tolerance(), (y, x) -> !repeats(row, column, y, x),
                draws);
        return match != null ? match : search.choose(template, quilt.tolerance(), (y, x) -> true, draws);
    }

    /**
     * Whether a block from there would show again what lies near, or go on with it as it does in the exemplar: the best
     * fit of all, which would copy the exemplar whole.
     */
    private boolean repeats(int row, int column, int y, int x) {
        for (int r = Math.max(0, row - 1); r <= row; r++) {
            int last = r == row ? column - 1 : Math.min(across.count() - 1, column + 1);
            for (int c = Math.max(0, column - 1); c <= last; c++) {
                int dy = y - fromY[r][c];
                int dx = x - fromX[r][c];
                int aheadY = dy - (down.starts()[row] - down.starts()[r]);
                int aheadX = dx - (across.starts()[column] - across.starts()[c]);
                if (Math.max(Math.abs(dy), Math.abs(dx)) <= near
                        || Math.max(Math.abs(aheadY), Math.abs(aheadX)) <= near) {
                    return true;
                }
            }
        }
        return false;
    }
}
