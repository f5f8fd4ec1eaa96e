package dev.limner.images;

import java.util.Arrays;

/**
 * Which pixels of a picture are meant.
 *
 * @param height in pixels, 1 and up
 * @param width  in pixels, 1 and up
 * @param inside height × width, row by row; not copied: nobody writes to them once the mask is made
 */
public record Mask(int height, int width, boolean[] inside) {
    public Mask {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a mask of %d×%d pixels".formatted(width, height));
        }
        if (inside.length != (long) height * width) {
            throw new IllegalArgumentException("%d values are not a mask of %d×%d pixels"
                    .formatted(inside.length, width, height));
        }
    }

    /** The pixels of a picture that are at least this bright in grey; of one with alpha, at least this opaque. */
    public static Mask of(Picture picture, int threshold) {
        boolean[] inside = new boolean[picture.height() * picture.width()];
        byte[] values = picture.channels() == 4 ? picture.pixels() : picture.toGrey().pixels();
        int first = picture.channels() == 4 ? 3 * inside.length : 0;
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (values[first + i] & 0xff) >= threshold;
        }
        return new Mask(picture.height(), picture.width(), inside);
    }

    /** A box, cut at the picture's edges. */
    public static Mask box(int height, int width, int x, int y, int boxWidth, int boxHeight) {
        boolean[] inside = new boolean[height * width];
        for (int row = Math.max(0, y); row < Math.min(height, y + boxHeight); row++) {
            int from = Math.max(0, Math.min(width, x));
            Arrays.fill(inside, row * width + from, row * width + Math.max(from, Math.min(width, x + boxWidth)), true);
        }
        return new Mask(height, width, inside);
    }

    /** Whether a pixel is meant. */
    public boolean at(int y, int x) {
        return inside[y * width + x];
    }

    /** How many pixels are meant. */
    public int count() {
        int count = 0;
        for (boolean in : inside) {
            count += in ? 1 : 0;
        }
        return count;
    }

    /** The other pixels. */
    public Mask inverted() {
        boolean[] outside = new boolean[inside.length];
        for (int i = 0; i < inside.length; i++) {
            outside[i] = !inside[i];
        }
        return new Mask(height, width, outside);
    }

    /** All pixels that lie no further than the radius from a pixel that is meant (Euclid's distance). */
    public Mask grown(int radius) {
        int[] across = distancesAcross();
        boolean[] near = new boolean[inside.length];
        for (int y = 0; y < height; y++) {
            for (int row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
                int reach = (int) Math.sqrt(radius * radius - (row - y) * (row - y));
                for (int x = 0; x < width; x++) {
                    near[y * width + x] |= across[row * width + x] <= reach;
                }
            }
        }
        return new Mask(height, width, near);
    }

    /** All pixels that lie further than the radius from every pixel that is not meant. What is beyond the edge is meant. */
    public Mask shrunk(int radius) {
        return inverted().grown(radius).inverted();
    }

    /** To the nearest pixel of the same row that is meant. */
    private int[] distancesAcross() {
        int far = height + width;
        int[] across = new int[inside.length];
        for (int y = 0; y < height; y++) {
            int last = far;
            for (int x = 0; x < width; x++) {
                last = inside[y * width + x] ? 0 : last + 1;
                across[y * width + x] = last;
            }
            last = far;
            for (int x = width - 1; x >= 0; x--) {
                last = inside[y * width + x] ? 0 : last + 1;
                across[y * width + x] = Math.min(across[y * width + x], last);
            }
        }
        return across;
    }

    /** @throws IllegalArgumentException where the picture is of another size */
    public void mustFit(Picture picture) {
        if (height != picture.height() || width != picture.width()) {
            throw new IllegalArgumentException("a mask of %d×%d pixels for a picture of %d×%d"
                    .formatted(width, height, picture.width(), picture.height()));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask that && height == that.height && width == that.width
                && Arrays.equals(inside, that.inside);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(inside);
    }

    @Override
    public String toString() {
        return "Mask[%d of %d×%d]".formatted(count(), width, height);
    }
}
