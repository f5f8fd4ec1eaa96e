package dev.limner.images.jpeg;

import dev.limner.images.RefusedPictureException;

/**
 * Brings a component's rows to the size of the picture. What is half as wide or half as high is interpolated by a triangle
 * (three parts of the nearer sample, one of the farther), rounded up and down in turn as the Independent JPEG Group has it;
 * other ratios repeat samples.
 */
final class Upsampler {
    private static final int NARROWEST = 3;
    private final Component component;
    private final int wide;
    private final int high;
    private final boolean smoothAcross;
    private final boolean smoothDown;
    private final int[] sums;

    /**
     * @param mostAcross the largest sampling of the frame
     * @param mostDown   the largest sampling of the frame
     * @throws RefusedPictureException (unreadable picture) where the ratio is no whole number
     */
    Upsampler(Component component, int mostAcross, int mostDown) {
        if (mostAcross % component.across != 0 || mostDown % component.down != 0) {
            throw RefusedPictureException.unreadable("has colours sampled at %d×%d in %d×%d, which is not read"
                    .formatted(component.across, component.down, mostAcross, mostDown));
        }
        this.component = component;
        this.wide = mostAcross / component.across;
        this.high = mostDown / component.down;
        boolean narrow = component.width < NARROWEST;
        this.smoothAcross = wide == 2 && high <= 2 && !narrow;
        this.smoothDown = high == 2 && (wide == 1 || smoothAcross);
        this.sums = new int[component.width];
    }

    /** Whether rows are as the picture has them. */
    boolean plain() {
        return wide == 1 && high == 1;
    }

    /**
     * Row y of the picture.
     *
     * @param row at least as long as the picture is wide, rounded up to whole samples
     */
    void row(int y, byte[] row) {
        int own = y / high;
        byte[] samples = component.samples;
        int at = own * component.stride();
        if (!smoothAcross && !smoothDown) {
            repeat(samples, at, row);
            return;
        }
        if (!smoothDown) {
            for (int x = 0; x < sums.length; x++) {
                sums[x] = samples[at + x] & 0xff;
            }
            across(row, 2, 1, 2);
            return;
        }
        boolean upper = (y & 1) == 0;
        int other = Math.max(0, Math.min(component.height - 1, upper ? own - 1 : own + 1)) * component.stride();
        for (int x = 0; x < sums.length; x++) {
            sums[x] = 3 * (samples[at + x] & 0xff) + (samples[other + x] & 0xff);
        }
        if (smoothAcross) {
            across(row, 4, 8, 7);
        } else {
            for (int x = 0; x < sums.length; x++) {
                row[x] = (byte) (sums[x] + (upper ? 1 : 2) >> 2);
            }
        }
    }

    /** Twice as wide: each sum makes two samples. */
    private void across(byte[] row, int shift, int leftBias, int rightBias) {
        int last = sums.length - 1;
        for (int x = 0; x <= last; x++) {
            int three = 3 * sums[x];
            row[2 * x] = (byte) (three + sums[Math.max(0, x - 1)] + leftBias >> shift);
            row[2 * x + 1] = (byte) (three + sums[Math.min(last, x + 1)] + rightBias >> shift);
        }
    }

    private void repeat(byte[] samples, int at, byte[] row) {
        for (int x = 0, to = 0; x < component.width; x++) {
            for (int i = 0; i < wide; i++) {
                row[to++] = samples[at + x];
            }
        }
    }
}
