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
 * x [N,c,H,W] → (mean over r×r, where a side is longer than {@value #LONGEST}) → 3×3 convolution to 32, ReLU, 2×2 maximum
 * → to 64, ReLU, 2×2 maximum → to 64, ReLU, 2×2 maximum → dense to {@value #FEATURES}, ReLU: the features → scores [N,K].
 * r = ⌈longer side / {@value #LONGEST}⌉.
 */
final class Classifier {
    /** Numbers before the last layer. */
    static final int FEATURES = 128;

    private static final int LONGEST = 64;
    private static final Shape TWO = new Shape(2, 2);

    private final int reduction;
    private final Layer first;
    private final Layer second;
    private final Layer third;
    private final Layer hidden;
    private final Layer scores;

    Classifier(PictureShape shape, int classes) {
        reduction = reduction(shape);
        first = Convolution.same("first", shape.channels(), 32);
        second = Convolution.same("second", 32, 64);
        third = Convolution.same("third", 64, 64);
        hidden = new Dense("hidden", 64 * cells(shape.height()) * cells(shape.width()), FEATURES, Math.sqrt(2));
        scores = new Dense("scores", FEATURES, classes, 1);
    }

    /** r: sides are reduced by this factor before anything else. */
    static int reduction(PictureShape shape) {
        return (Math.max(shape.height(), shape.width()) + LONGEST - 1) / LONGEST;
    }

    void begin(Parameters parameters, long seed) {
        for (Layer layer : new Layer[]{first, second, third, hidden, scores}) {
            layer.begin(parameters, seed);
        }
    }

    /** [N,{@value #FEATURES}], 0 and up. */
    NDArray features(Weights weights, NDArray x) {
        NDArray h = reduction == 1 ? x : reduced(x);
        h = halved(Activation.relu(first.apply(weights, h)));
        h = halved(Activation.relu(second.apply(weights, h)));
        h = Activation.relu(third.apply(weights, h));
        return Activation.relu(hidden.apply(weights, halved(h).reshape(h.getShape().get(0), -1)));
    }

    /** s [N,K]: logarithms of the classes' probabilities, but for a constant a picture. */
    NDArray scores(Weights weights, NDArray x) {
        return scoresOf(weights, features(weights, x));
    }

    /** The same of features. */
    NDArray scoresOf(Weights weights, NDArray features) {
        return scores.apply(weights, features);
    }

    private NDArray reduced(NDArray x) {
        Shape block = new Shape(reduction, reduction);
        return Pool.avgPool2d(x, block, block, new Shape(0, 0), false, true);
    }

    private static NDArray halved(NDArray h) {
        return Pool.maxPool2d(h, TWO, TWO, new Shape(0, 0), false);
    }

    /** Cells along a side after the reduction and three halvings, each rounded down. */
    private int cells(int side) {
        return side / reduction / 8;
    }
}
