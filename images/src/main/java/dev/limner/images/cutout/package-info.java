/**
 * What is cut out of a picture, without a model: {@link dev.limner.images.cutout.GrabCut} finds it,
 * {@link dev.limner.images.cutout.ClosedFormMatting} its border, {@link dev.limner.images.cutout.Foreground} its own
 * colours. Why here: docs/decisions/0006.
 */
package dev.limner.images.cutout;
