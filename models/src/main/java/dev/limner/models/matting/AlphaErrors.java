package dev.limner.models.matting;

import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Numbers;

/**
 * The measures of the alpha matting benchmark (Rhemann et al. 2009, A Perceptually Motivated Online Benchmark for Image Matting,
 * section 4), over all pixels:
 *
 * <pre>
 * sad            Σ |α̂ − α| / 1000                     of a picture
 * sadMean        mean |α̂ − α|
 * mse            mean (α̂ − α)²
 * gradientError  Σ (‖∇α̂‖ − ‖∇α‖)² / 1000              of a picture, by {@link GaussianGradient}
 * </pre>
 */
final class AlphaErrors {
    private static final float THOUSAND = 1000;

    private AlphaErrors() {}

    /**
     * Scalars by name, each the mean over the pictures.
     *
     * @param predicted α̂, [N,1,H,W] in [0, 1]
     * @param alpha     α, of the same shape
     */
    static SortedMap<String, NDArray> of(NDArray predicted, NDArray alpha) {
        float pixels = (float) alpha.getShape().get(2) * alpha.getShape().get(3);
        NDArray error = predicted.sub(alpha);
        NDArray mean = error.abs().mean();
        NDArray edges = GaussianGradient.length(predicted).sub(GaussianGradient.length(alpha)).square().mean();
        SortedMap<String, NDArray> errors = new TreeMap<>();
        errors.put("sad", Numbers.scaled(mean, pixels / THOUSAND));
        errors.put("sadMean", mean);
        errors.put("mse", error.square().mean());
        errors.put("gradientError", Numbers.scaled(edges, pixels / THOUSAND));
        return errors;
    }
}
