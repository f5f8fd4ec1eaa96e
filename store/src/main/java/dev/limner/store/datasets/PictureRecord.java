package dev.limner.store.datasets;

/**
 * One picture of a dataset version.
 *
 * @param pixels uint8 sRGB, planar: {@code pixels[c*H*W + y*W + x]}
 * @param label  index of its class; -1 for none
 */
public record PictureRecord(byte[] pixels, int label, Split split) {}
