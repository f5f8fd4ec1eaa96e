/**
 * A convolutional decoder from a learned code per picture: generative latent optimisation (Bojanowski, Joulin, Lopez-Paz &amp;
 * Szlam 2018, Optimizing the Latent Space of Generative Networks).
 */
package dev.limner.models.cnn;
