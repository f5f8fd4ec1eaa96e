package dev.limner.models.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;

import dev.limner.models.PictureShape;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Convolution;
import dev.limner.models.layers.Dense;
import dev.limner.models.layers.Layer;

/**
 * x [N,c,H,W] → 3×3 convolution to 32, ReLU, 2×2 maximum → to 64, ReLU, 2×2 maximum → to 64, ReLU, 2×2 maximum → dense to
 * 128, ReLU → scores [N,K].
 */
final class Classifier {
    private static final Shape TWO = new Shape(2, 2);

    private final Layer first;
    private final Layer second;
    private final Layer third;
    private final Layer hidden;
    private final Layer scores;

    Classifier(PictureShape shape, int classes) {
        first = Convolution.same("first", shape.channels(), 32);
        second = Convolution.same("second", 32, 64);
        third = Convolution.same("third", 64, 64);
        hidden = new Dense("hidden", 64 * cells(shape.height()) * cells(shape.width()), 128, Math.sqrt(2));
        scores = new Dense("scores", 128, classes, 1);
    }

    void begin(Parameters parameters, long seed) {
        for (Layer layer : new Layer[]{first, second, third, hidden, scores}) {
            layer.begin(parameters, seed);
        }
    }

    /** s [N,K]: logarithms of the classes' probabilities, but for a constant a picture. */
    NDArray scores(Weights weights, NDArray x) {
        NDArray h = halved(Activation.relu(first.apply(weights, x)));
        h = halved(Activation.relu(second.apply(weights, h)));
        h = Activation.relu(third.apply(weights, h));
        h = Activation.relu(hidden.apply(weights, halved(h).reshape(h.getShape().get(0), -1)));
        return scores.apply(weights, h);
    }

    private static NDArray halved(NDArray h) {
        return Pool.maxPool2d(h, TWO, TWO, new Shape(0, 0), false);
    }

    /** Cells along a side after three halvings, each rounded down. */
    private static int cells(int side) {
        return side / 8;
    }
}
