package dev.limner.models;

import java.util.List;

/**
 * Pictures that show how far a model is, each uint8 planar of the configuration's shape.
 *
 * @param samples         from the same noise at every snapshot of a run, classes in turn (picture i has class i modulo
 *                        their number); empty where the family paints none
 * @param heldOut         held-out pictures; empty where there are none or the family cannot reconstruct
 * @param reconstructions the model's own version of each of {@code heldOut}
 * @param traversals      at the end of a run, what each direction of the noise changes, row by row
 *                        ({@link dev.limner.models.sampling.Traversal}); empty before, and where the family paints none
 */
public record Previews(List<byte[]> samples, List<byte[]> heldOut, List<byte[]> reconstructions,
        List<byte[]> traversals) {
    public Previews {
        samples = List.copyOf(samples);
        heldOut = List.copyOf(heldOut);
        reconstructions = List.copyOf(reconstructions);
        traversals = List.copyOf(traversals);
    }
}
