package dev.limner.images.cutout;

import java.util.Arrays;

import dev.limner.images.Picture;
import dev.limner.images.Pulse;
import dev.limner.images.solving.ConjugateGradients;

/**
 * Closed-form matting (Levin, Lischinski and Weiss 2008): the alpha that is, in every window of 3×3 pixels, as near as
 * can be to a linear function of the colours, and what the trimap says where that is known. From coarse to fine: the
 * solution at half the size is where the search begins.
 */
public final class ClosedFormMatting {
    /** The paper's ε, for colours from 0 to 1. */
    public static final double EPSILON = 1e-7;
    private static final double TOLERANCE = 2e-4;
    private static final int MOST_ITERATIONS = 400;
    private static final int LEAST_SIDE = 24;

    private ClosedFormMatting() {}

    /**
     * How much of each pixel is foreground.
     *
     * @param picture of any number of channels; what is transparent counts as white
     * @return grey: 0 is background, 255 foreground
     * @throws IllegalArgumentException where the trimap is of another size
     */
    public static Picture alpha(Picture picture, Trimap trimap) {
        return alpha(picture, trimap, EPSILON);
    }

    /**
     * As {@link #alpha(Picture, Trimap)}.
     *
     * @param pulse told at each iteration of the solver
     */
    public static Picture alpha(Picture picture, Trimap trimap, Pulse pulse) {
        return alpha(picture, trimap, EPSILON, pulse);
    }

    /**
     * As {@link #alpha(Picture, Trimap)}.
     *
     * @param epsilon 1e-7 (sharp; follows the noise of the picture) to 1e-5 (smooth)
     */
    public static Picture alpha(Picture picture, Trimap trimap, double epsilon) {
        return alpha(picture, trimap, epsilon, Pulse.NONE);
    }

    private static Picture alpha(Picture picture, Trimap trimap, double epsilon, Pulse pulse) {
        trimap.foreground().mustFit(picture);
        float[] alpha = solved(Colours.of(picture), trimap, epsilon, pulse);
        byte[] pixels = new byte[alpha.length];
        for (int i = 0; i < alpha.length; i++) {
            pixels[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, alpha[i])));
        }
        return new Picture(1, picture.height(), picture.width(), pixels);
    }

    private static float[] solved(Colours colours, Trimap trimap, double epsilon, Pulse pulse) {
        // A level has a quarter of the next one's pixels.
        Trimap half = Math.min(colours.height(), colours.width()) < 2 * LEAST_SIDE ? null : trimap.halved();
        float[] start = half == null
                ? halves(colours)
                : doubled(solved(colours.halved(), half, epsilon, pulse.part(0, 0.25)), half, colours);
        return refined(colours, trimap, epsilon, start, pulse.part(half == null ? 0 : 0.25, 1));
    }

    private static float[] halves(Colours colours) {
        float[] start = new float[colours.height() * colours.width()];
        Arrays.fill(start, 0.5f);
        return start;
    }

    /** At twice the size, bilinearly. */
    private static float[] doubled(float[] alpha, Trimap half, Colours colours) {
        float[] doubled = new float[colours.height() * colours.width()];
        for (int y = 0; y < colours.height(); y++) {
            for (int x = 0; x < colours.width(); x++) {
                int row = y / 2;
                int column = x / 2;
                int nextRow = Math.max(0, Math.min(half.height() - 1, row + (y % 2 == 0 ? -1 : 1)));
                int nextColumn = Math.max(0, Math.min(half.width() - 1, column + (x % 2 == 0 ? -1 : 1)));
                doubled[y * colours.width() + x] = (9 * alpha[row * half.width() + column]
                        + 3 * alpha[row * half.width() + nextColumn] + 3 * alpha[nextRow * half.width() + column]
                        + alpha[nextRow * half.width() + nextColumn]) / 16;
            }
        }
        return doubled;
    }

    /** Solves L_UU α_U = −L_UK α_K. */
    private static float[] refined(Colours colours, Trimap trimap, double epsilon, float[] start, Pulse pulse) {
        MattingLaplacian laplacian = new MattingLaplacian(colours, trimap, epsilon);
        int width = laplacian.width();
        float[] known = new float[laplacian.height() * width];
        for (int y = 0; y < colours.height(); y++) {
            for (int x = 0; x < colours.width(); x++) {
                known[(y + MattingLaplacian.FRAME) * width + x + MattingLaplacian.FRAME] = trimap.foreground().at(y, x)
                        ? 1
                        : 0;
            }
        }
        float[] right = new float[known.length];
        laplacian.apply(known, right);
        float[] alpha = new float[known.length];
        for (int place : laplacian.places()) {
            right[place] = -right[place];
            alpha[place] = start[(place / width - MattingLaplacian.FRAME) * colours.width() + place % width
                    - MattingLaplacian.FRAME];
        }
        new ConjugateGradients(laplacian).solve(alpha, right, TOLERANCE, MOST_ITERATIONS, pulse);
        float[] all = new float[colours.height() * colours.width()];
        for (int i = 0; i < all.length; i++) {
            int place = (i / colours.width() + MattingLaplacian.FRAME) * width + i % colours.width()
                    + MattingLaplacian.FRAME;
            all[i] = trimap.unknown(i) ? alpha[place] : known[place];
        }
        return all;
    }
}
