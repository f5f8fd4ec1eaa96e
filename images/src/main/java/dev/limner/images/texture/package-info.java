/**
 * Texture from one picture of it, without a model: {@link dev.limner.images.texture.Quilting} makes any size,
 * {@link dev.limner.images.texture.ExemplarFill} fills a region. Why here: docs/decisions/0006.
 */
package dev.limner.images.texture;
