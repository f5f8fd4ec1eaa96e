package dev.limner.images.webp;

import dev.limner.images.Samples;
import dev.limner.images.Samples.Space;

/**
 * Makes RGB of VP8's planes: Rec. 601 of video range, chroma interpolated with 9, 3, 3 and 1 parts of the four nearest
 * samples, in the integers of libwebp, so that pixels come out as in most of the world's software.
 */
final class Colours {
    private Colours() {}

    static Samples of(Plane[] planes, int width, int height) {
        int plane = width * height;
        byte[] rgb = new byte[3 * plane];
        int[] blue = new int[width + 1];
        int[] red = new int[width + 1];
        for (int y = 0; y < height; y++) {
            int near = y / 2;
            boolean edge = y == 0 || y == height - 1 && height % 2 == 0;
            int far = edge ? near : (y & 1) == 1 ? near + 1 : near - 1;
            chroma(planes[1], near, far, width, blue);
            chroma(planes[2], near, far, width, red);
            int luma = planes[0].at(0, y);
            int at = y * width;
            for (int x = 0; x < width; x++) {
                int light = planes[0].get(luma + x) * 19077 >> 8;
                int u = blue[x];
                int v = red[x];
                rgb[at + x] = clamp(light + (v * 26149 >> 8) - 14234);
                rgb[plane + at + x] = clamp(light - (u * 6419 >> 8) - (v * 13320 >> 8) + 8708);
                rgb[2 * plane + at + x] = clamp(light + (u * 33050 >> 8) - 17685);
            }
        }
        return new Samples(Space.RGB, height, width, rgb);
    }

    private static void chroma(Plane plane, int nearRow, int farRow, int width, int[] row) {
        int near = plane.at(0, nearRow);
        int far = plane.at(0, farRow);
        row[0] = 3 * plane.get(near) + plane.get(far) + 2 >> 2;
        int pairs = (width - 1) / 2;
        for (int x = 1; x <= pairs; x++) {
            int near0 = plane.get(near + x - 1);
            int near1 = plane.get(near + x);
            int far0 = plane.get(far + x - 1);
            int far1 = plane.get(far + x);
            int all = near0 + near1 + far0 + far1 + 8;
            row[2 * x - 1] = (all + 2 * (near1 + far0) >> 3) + near0 >> 1;
            row[2 * x] = (all + 2 * (near0 + far1) >> 3) + near1 >> 1;
        }
        if (width % 2 == 0) {
            row[width - 1] = 3 * plane.get(near + pairs) + plane.get(far + pairs) + 2 >> 2;
        }
    }

    private static byte clamp(int value) {
        return (byte) ((value & ~0x3fff) == 0 ? value >> 6 : value < 0 ? 0 : 255);
    }
}
