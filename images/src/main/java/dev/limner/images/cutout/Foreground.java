package dev.limner.images.cutout;

import dev.limner.images.Picture;
import dev.limner.images.Pulse;
import dev.limner.images.solving.Bands;

/**
 * Fast multi-level foreground estimation (Germer, Uelwer, Conrad and Harmeling 2020): colours F and B, smooth where alpha
 * is, with αF + (1 − α)B = I. A pixel that shows both has the background's colour in it; copied as it is it would carry
 * a halo along.
 *
 * <p>Each level, from 1×1 to the whole size, begins at the one before it and solves for the two colours of each pixel by
 * turns, as on a chessboard, so that the result does not depend on the number of threads.
 */
public final class Foreground {
    /** How strongly colours are held to their neighbours' where alpha is flat (the paper's ε_r). */
    private static final float REGULARISATION = 1e-5f;
    /** How much more strongly where alpha changes (the paper's ω). */
    private static final float GRADIENT_WEIGHT = 1;
    private static final int SMALL_SIDE = 32;
    private static final int SMALL_SWEEPS = 10;
    private static final int SWEEPS = 2;

    private final int height;
    private final int width;
    private final float[] alpha;
    private final float[][] image;
    private final float[][] front;
    private final float[][] back;

    private Foreground(Colours colours, float[] alpha, int height, int width, Foreground before) {
        this.height = height;
        this.width = width;
        this.alpha = new float[height * width];
        this.image = new float[3][height * width];
        this.front = new float[3][height * width];
        this.back = new float[3][height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                int from = (int) ((long) y * colours.height() / height) * colours.width()
                        + (int) ((long) x * colours.width() / width);
                this.alpha[i] = alpha[from];
                int coarse = before == null ? 0 : y * before.height / height * before.width + x * before.width / width;
                for (int c = 0; c < 3; c++) {
                    image[c][i] = colours.planes()[c][from];
                    front[c][i] = before == null ? image[c][i] : before.front[c][coarse];
                    back[c][i] = before == null ? image[c][i] : before.back[c][coarse];
                }
            }
        }
    }

    /**
     * The foreground's own colours.
     *
     * @param picture of any number of channels; what is transparent counts as white
     * @param alpha   grey, of the same size
     * @return red, green and blue
     * @throws IllegalArgumentException where the sizes differ
     */
    public static Picture estimate(Picture picture, Picture alpha) {
        return estimate(picture, alpha, Pulse.NONE);
    }

    /**
     * As {@link #estimate(Picture, Picture)}.
     *
     * @param pulse told after each level
     */
    public static Picture estimate(Picture picture, Picture alpha, Pulse pulse) {
        if (alpha.height() != picture.height() || alpha.width() != picture.width() || alpha.channels() != 1) {
            throw new IllegalArgumentException("%s is no alpha for %s".formatted(alpha, picture));
        }
        Colours colours = Colours.of(picture);
        float[] shares = new float[alpha.pixels().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (alpha.pixels()[i] & 0xff) / 255f;
        }
        int levels = (int) Math.ceil(Math.log(Math.max(picture.width(), picture.height())) / Math.log(2));
        Foreground solved = null;
        for (int level = 0; level <= levels; level++) {
            int h = side(picture.height(), level, levels);
            int w = side(picture.width(), level, levels);
            solved = new Foreground(colours, shares, h, w, solved);
            for (int sweep = 0; sweep < (Math.max(h, w) <= SMALL_SIDE ? SMALL_SWEEPS : SWEEPS); sweep++) {
                solved.sweep(0);
                solved.sweep(1);
            }
            // The levels' pixels grow about geometrically.
            pulse.at(Math.pow(0.5, levels - level));
        }
        return solved.picture();
    }

    private static int side(int whole, int level, int levels) {
        return levels == 0 ? whole : (int) Math.round(StrictMath.pow(whole, (double) level / levels));
    }

    private void sweep(int colour) {
        Bands.each(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = (y + colour) % 2; x < width; x += 2) {
                    solve(y, x);
                }
            }
        });
    }

    /** Equations 9 and 10 of the paper: two unknowns a channel, by Cramer's rule. */
    private void solve(int y, int x) {
        int i = y * width + x;
        int[] beside = {y * width + Math.max(0, x - 1), y * width + Math.min(width - 1, x + 1),
                Math.max(0, y - 1) * width + x, Math.min(height - 1, y + 1) * width + x};
        float a = alpha[i];
        float sum = 0;
        for (int j : beside) {
            sum += REGULARISATION + GRADIENT_WEIGHT * Math.abs(a - alpha[j]);
        }
        float ff = a * a + sum;
        float fb = a * (1 - a);
        float bb = (1 - a) * (1 - a) + sum;
        float determinant = ff * bb - fb * fb;
        for (int c = 0; c < 3; c++) {
            float f = a * image[c][i];
            float b = (1 - a) * image[c][i];
            for (int j : beside) {
                float weight = REGULARISATION + GRADIENT_WEIGHT * Math.abs(a - alpha[j]);
                f += weight * front[c][j];
                b += weight * back[c][j];
            }
            front[c][i] = Math.max(0, Math.min(1, (bb * f - fb * b) / determinant));
            back[c][i] = Math.max(0, Math.min(1, (ff * b - fb * f) / determinant));
        }
    }

    private Picture picture() {
        int size = height * width;
        byte[] pixels = new byte[3 * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(255 * front[i / size][i % size]);
        }
        return new Picture(3, height, width, pixels);
    }
}
