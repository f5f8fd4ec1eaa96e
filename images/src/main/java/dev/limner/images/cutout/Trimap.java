package dev.limner.images.cutout;

import java.util.Arrays;

import dev.limner.images.Mask;
import dev.limner.images.Picture;

/**
 * What is known of a cut-out before it is made.
 *
 * @param foreground pixels that wholly belong to it
 * @param background pixels that do not belong to it at all; those of neither mask are unknown
 */
public record Trimap(Mask foreground, Mask background) {
    private static final int DARK = 25;
    private static final int BRIGHT = 230;

    /** @throws IllegalArgumentException where the masks' sizes differ, they share a pixel, or one of them is empty */
    public Trimap {
        if (foreground.height() != background.height() || foreground.width() != background.width()) {
            throw new IllegalArgumentException("a foreground of %d×%d pixels and a background of %d×%d".formatted(
                    foreground.width(), foreground.height(), background.width(), background.height()));
        }
        for (int i = 0; i < foreground.inside().length; i++) {
            if (foreground.inside()[i] && background.inside()[i]) {
                throw new IllegalArgumentException("pixel (%d, %d) is marked as foreground and as background"
                        .formatted(i % foreground.width(), i / foreground.width()));
            }
        }
        if (foreground.count() == 0 || background.count() == 0) {
            throw new IllegalArgumentException(
                    "%d pixels are marked as foreground and %d as background: both are needed"
                            .formatted(foreground.count(), background.count()));
        }
    }

    /** As it is drawn: nearly white (230 and up) is foreground, nearly black (up to 25) background, between unknown. */
    public static Trimap of(Picture picture) {
        Picture grey = picture.toGrey();
        return new Trimap(Mask.of(grey, BRIGHT), Mask.of(grey, DARK + 1).inverted());
    }

    /**
     * Unknown along the border of a segment, known elsewhere. A segment that is thinner than the band keeps its middle
     * only where it has one; where nothing would be left, a narrower band is taken.
     *
     * @param band how far from the border it is unknown, in pixels
     */
    public static Trimap around(Mask segment, int band) {
        int inner = band;
        while (inner > 0 && segment.shrunk(inner).count() == 0) {
            inner /= 2;
        }
        int outer = band;
        while (outer > 0 && segment.grown(outer).count() == segment.inside().length) {
            outer /= 2;
        }
        return new Trimap(segment.shrunk(inner), segment.grown(outer).inverted());
    }

    int height() {
        return foreground.height();
    }

    int width() {
        return foreground.width();
    }

    boolean unknown(int i) {
        return !foreground.inside()[i] && !background.inside()[i];
    }

    /** At half the size: what one of four pixels says, and unknown where none does or they contradict each other. */
    Trimap halved() {
        int h = (height() + 1) / 2;
        int w = (width() + 1) / 2;
        boolean[] fore = new boolean[h * w];
        boolean[] back = new boolean[h * w];
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                fore[y / 2 * w + x / 2] |= foreground.at(y, x);
                back[y / 2 * w + x / 2] |= background.at(y, x);
            }
        }
        boolean[] both = Arrays.copyOf(fore, fore.length);
        for (int i = 0; i < both.length; i++) {
            both[i] &= back[i];
            fore[i] &= !both[i];
            back[i] &= !both[i];
        }
        Mask front = new Mask(h, w, fore);
        Mask rear = new Mask(h, w, back);
        return front.count() == 0 || rear.count() == 0 ? null : new Trimap(front, rear);
    }
}
