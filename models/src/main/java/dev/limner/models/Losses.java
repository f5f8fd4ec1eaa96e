package dev.limner.models;

import java.util.SortedMap;

import ai.djl.ndarray.NDArray;

/**
 * What a forward pass ends in.
 *
 * @param total what gradients are taken of; a scalar
 * @param parts what is reported, by name; scalars, the total not among them
 */
public record Losses(NDArray total, SortedMap<String, NDArray> parts) {}
