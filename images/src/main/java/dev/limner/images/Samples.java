package dev.limner.images;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A decoded picture before its colours are brought to sRGB.
 *
 * @param space   what its colours are
 * @param height  in pixels
 * @param width   in pixels
 * @param planes  8 bits a sample, channel by channel: the space's colours, then straight alpha where there is one; CMYK
 *                as ink, 255 is full
 * @param profile its ICC profile as the file has it; empty for none, which means sRGB
 */
public record Samples(Space space, int height, int width, byte[] planes, Optional<ByteBuffer> profile) {

    /** What colours are made of. */
    public enum Space {
        GREY(1),
        RGB(3),
        CMYK(4);

        private final int colours;

        Space(int colours) {
            this.colours = colours;
        }

        /** Channels without alpha. */
        public int colours() {
            return colours;
        }
    }

    /** Samples without a profile. */
    public Samples(Space space, int height, int width, byte[] planes) {
        this(space, height, width, planes, Optional.empty());
    }

    /** The same samples under another profile. */
    public Samples with(Optional<ByteBuffer> newProfile) {
        return new Samples(space, height, width, planes, newProfile);
    }

    /** Pixels of one channel. */
    int plane() {
        return width * height;
    }

    private boolean hasAlpha() {
        return planes.length > (long) space.colours() * plane();
    }

    /** The picture in sRGB: grey as 1 channel, colours as 3, whatever has alpha as 4. */
    Picture picture() {
        Samples srgb = profile.flatMap(icc -> ColourProfiles.toSrgb(this, icc)).orElseGet(this::withoutProfile);
        if (!srgb.hasAlpha()) {
            return new Picture(srgb.space.colours(), height, width, srgb.planes);
        }
        if (srgb.space == Space.RGB) {
            return new Picture(4, height, width, srgb.planes);
        }
        byte[] rgba = new byte[4 * plane()];
        for (int c = 0; c < 4; c++) {
            System.arraycopy(srgb.planes, c < 3 ? 0 : plane(), rgba, c * plane(), plane());
        }
        return new Picture(4, height, width, rgba);
    }

    private Samples withoutProfile() {
        return space == Space.CMYK ? inkOnPaper() : this;
    }

    /** CMYK of no known press: each ink takes its part of the light, black of what is left. */
    private Samples inkOnPaper() {
        int plane = plane();
        byte[] rgb = new byte[planes.length - plane];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < plane; i++) {
                int light = 255 - (planes[c * plane + i] & 0xff);
                int paper = 255 - (planes[3 * plane + i] & 0xff);
                rgb[c * plane + i] = (byte) ((light * paper + 127) / 255);
            }
        }
        if (hasAlpha()) {
            System.arraycopy(planes, 4 * plane, rgb, 3 * plane, plane);
        }
        return new Samples(Space.RGB, height, width, rgb);
    }
}
