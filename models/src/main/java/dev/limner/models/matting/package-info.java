/**
 * Which pixels belong to the foreground, and how much: alpha of a picture, learnt from composites made of pictures that have
 * an alpha channel (Xu, Price, Cohen &amp; Huang 2017, Deep Image Matting).
 */
package dev.limner.models.matting;
