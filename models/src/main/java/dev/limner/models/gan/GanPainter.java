package dev.limner.models.gan;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Weights;
import dev.limner.models.sampling.Painter;

/** x = ½ (G(z, y) + 1) at a draw z of N(0, I), which a temperature below 1 draws nearer to the middle. */
record GanPainter(Generator generator, int noise) implements Painter {

    @Override
    public NDArray paint(Weights weights, NDArray z, NDArray y) {
        return Numbers.scaled(generator.paint(weights, z, y, false).add(1f), 0.5f);
    }
}
