package dev.limner.images.blending;

/** The differences between neighbouring pixels that a blended region shall have. */
@FunctionalInterface
public interface Guidance {
    /**
     * What f(at) − f(next) shall be.
     *
     * @param channel of the picture
     * @param at      a pixel of the region, as y × width + x
     * @param next    one of its four neighbours, in the region or beside it
     */
    float step(int channel, int at, int next);
}
