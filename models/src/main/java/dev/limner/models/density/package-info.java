/** What codes are drawn from once they are learnt: Gaussian mixtures, fitted in double precision outside the engine. */
package dev.limner.models.density;
