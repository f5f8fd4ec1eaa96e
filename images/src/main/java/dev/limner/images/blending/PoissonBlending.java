package dev.limner.images.blending;

import java.util.Arrays;

import dev.limner.images.Mask;
import dev.limner.images.Picture;

/**
 * Poisson image editing (Pérez, Gangnet and Blake 2003): a region of a picture is made anew from the differences
 * between the pixels of another one, held at its border by the pixels that are there. Pixels outside the region come
 * back as they were. At the picture's own edge the region is free.
 *
 * <p>All channels are blended alike, alpha too. A region that is the whole picture has nothing to hold it: the source is
 * returned.
 */
public final class PoissonBlending {
    private PoissonBlending() {}

    /**
     * Seamless cloning: the region of the target has the source's differences (equations 7 and 11).
     *
     * @param target what is kept outside the region
     * @param source what the region shall look like; as large as the target and of as many channels
     * @param region of any shape, in any number of parts
     * @throws IllegalArgumentException where sizes or channels differ
     */
    public static Picture clone(Picture target, Picture source, Mask region) {
        mustMatch(target, source);
        byte[] g = source.pixels();
        int plane = region.inside().length;
        return solve(target, source, region,
                (c, at, next) -> (g[c * plane + at] & 0xff) - (g[c * plane + next] & 0xff));
    }

    /**
     * Seamless cloning with mixed differences (equation 12): of the target's and the source's the larger, so that what
     * lies under a source with holes shows through.
     *
     * @throws IllegalArgumentException where sizes or channels differ
     */
    public static Picture mix(Picture target, Picture source, Mask region) {
        mustMatch(target, source);
        byte[] f = target.pixels();
        byte[] g = source.pixels();
        int plane = region.inside().length;
        return solve(target, source, region, (c, at, next) -> {
            int there = (f[c * plane + at] & 0xff) - (f[c * plane + next] & 0xff);
            int wanted = (g[c * plane + at] & 0xff) - (g[c * plane + next] & 0xff);
            return Math.abs(there) > Math.abs(wanted) ? there : wanted;
        });
    }

    /**
     * The membrane: the region is filled as smoothly as its border allows (no differences wanted).
     *
     * @throws IllegalArgumentException where sizes differ
     */
    public static Picture membrane(Picture target, Mask region) {
        return solve(target, target, region, (c, at, next) -> 0);
    }

    /**
     * A region made from any differences.
     *
     * @param start where the search for the solution begins; the nearer, the sooner it ends
     * @throws IllegalArgumentException where sizes or channels differ
     */
    public static Picture solve(Picture target, Picture start, Mask region, Guidance guidance) {
        region.mustFit(target);
        mustMatch(target, start);
        int size = region.count();
        if (size == 0) {
            return target;
        }
        if (size == region.inside().length) {
            return start;
        }
        RegionSystem system = new RegionSystem(region);
        byte[] pixels = Arrays.copyOf(target.pixels(), target.pixels().length);
        for (int c = 0; c < target.channels(); c++) {
            system.solve(c, start.pixels(), guidance, pixels);
        }
        return new Picture(target.channels(), target.height(), target.width(), pixels);
    }

    private static void mustMatch(Picture target, Picture source) {
        if (target.channels() != source.channels() || target.height() != source.height()
                || target.width() != source.width()) {
            throw new IllegalArgumentException("%s cannot be blended into %s: sizes and channels must be the same"
                    .formatted(source, target));
        }
    }
}
