package dev.limner.datasets.examination;

import java.util.Locale;

import dev.limner.images.Picture;

/** Something of a whole picture that is easily said: a number from 0 to 255. */
public enum Measure {
    /** The mean of the grey picture. */
    BRIGHTNESS,
    /** The standard deviation of the grey picture. */
    CONTRAST,
    /** The mean difference of neighbours in the grey picture. */
    DETAIL,
    /** The mean distance of a pixel's strongest and weakest colour. */
    COLOURFULNESS,
    /** How much of it is transparent: the mean of 255 less alpha. */
    TRANSPARENCY;

    /** All measures of a picture, by their ordinals. */
    static float[] of(Picture picture) {
        byte[] grey = picture.toGrey().pixels();
        int width = picture.width();
        long sum = 0;
        long squares = 0;
        long differences = 0;
        for (int i = 0; i < grey.length; i++) {
            int value = grey[i] & 0xff;
            sum += value;
            squares += value * value;
            if (i % width > 0) {
                differences += Math.abs(value - (grey[i - 1] & 0xff));
            }
            if (i >= width) {
                differences += Math.abs(value - (grey[i - width] & 0xff));
            }
        }
        double pixels = grey.length;
        double mean = sum / pixels;
        long neighbours = Math.max(1, 2L * grey.length - width - picture.height());
        return new float[]{(float) mean, (float) Math.sqrt(Math.max(0, squares / pixels - mean * mean)),
                (float) differences / neighbours, colourfulness(picture), transparency(picture)};
    }

    /** How a sentence names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static float colourfulness(Picture picture) {
        if (picture.channels() == 1) {
            return 0;
        }
        byte[] rgb = picture.toRgb().pixels();
        int plane = rgb.length / 3;
        long sum = 0;
        for (int i = 0; i < plane; i++) {
            int red = rgb[i] & 0xff;
            int green = rgb[plane + i] & 0xff;
            int blue = rgb[2 * plane + i] & 0xff;
            sum += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
        }
        return (float) sum / plane;
    }

    private static float transparency(Picture picture) {
        if (picture.channels() != 4) {
            return 0;
        }
        int plane = picture.width() * picture.height();
        long sum = 0;
        for (int i = 3 * plane; i < 4 * plane; i++) {
            sum += 255 - (picture.pixels()[i] & 0xff);
        }
        return (float) sum / plane;
    }
}
