package dev.limner.models.sampling;

import java.util.Optional;

import ai.djl.ndarray.NDArray;

import dev.limner.models.editing.Canvas;
import dev.limner.models.editing.Editor;
import dev.limner.models.editing.LatentEditor;
import dev.limner.models.engine.Weights;

/** The generating half of a network that paints in one forward pass. */
public interface Painter {

    /** Numbers of noise for one picture. */
    int noise();

    /**
     * Pictures [N,C,H,W] in [0, 1].
     *
     * @param noise   [N,{@link #noise()}]
     * @param classes [N,K], one-hot; null for a model without classes
     */
    NDArray paint(Weights weights, NDArray noise, NDArray classes);

    /**
     * What lies between noise and picture, where pictures are searched for and blended: the noise itself unless the noise
     * only chooses among codes.
     *
     * @return [N,J]
     */
    default NDArray codes(Weights weights, NDArray noise, NDArray classes) {
        return noise;
    }

    /** Whether codes are draws of N(0, I). */
    default boolean spherical() {
        return true;
    }

    /** Pictures of codes [N,J], differentiable by them. */
    default NDArray decode(Weights weights, NDArray codes, NDArray classes) {
        return paint(weights, codes, classes);
    }

    /** Codes of about these pictures, where there is an encoder. */
    default Optional<NDArray> encode(Weights weights, NDArray pictures, NDArray classes) {
        return Optional.empty();
    }

    /** What it can do to pictures. */
    default Editor editor(Canvas canvas) {
        return new LatentEditor(this, canvas);
    }
}
