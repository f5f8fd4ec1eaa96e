/**
 * Image generators that train on your own pictures: one training loop ({@link dev.limner.models.Training}), and
 * families that bring their networks to it ({@link dev.limner.models.Families}). Usable without the rest of Limner.
 */
package dev.limner.models;
