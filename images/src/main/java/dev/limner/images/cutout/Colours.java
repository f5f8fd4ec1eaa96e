package dev.limner.images.cutout;

import dev.limner.images.Picture;

/**
 * A picture's colours as numbers.
 *
 * @param height in pixels
 * @param width  in pixels
 * @param planes red, green and blue, each 0 to 1, row by row
 */
record Colours(int height, int width, float[][] planes) {
    static Colours of(Picture picture) {
        Picture rgb = picture.toRgb();
        int size = rgb.height() * rgb.width();
        float[][] planes = new float[3][size];
        for (int i = 0; i < 3 * size; i++) {
            planes[i / size][i % size] = (rgb.pixels()[i] & 0xff) / 255f;
        }
        return new Colours(rgb.height(), rgb.width(), planes);
    }

    /** At half the size: means of four pixels; at an odd edge, of those there are. */
    Colours halved() {
        int h = (height + 1) / 2;
        int w = (width + 1) / 2;
        float[][] halves = new float[3][h * w];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < h * w; i++) {
                int y = i / w * 2;
                int x = i % w * 2;
                int below = Math.min(y + 1, height - 1);
                int right = Math.min(x + 1, width - 1);
                halves[c][i] = (planes[c][y * width + x] + planes[c][y * width + right] + planes[c][below * width + x]
                        + planes[c][below * width + right]) / 4;
            }
        }
        return new Colours(h, w, halves);
    }
}
