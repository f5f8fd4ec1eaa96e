package dev.limner.models.matting;

import ai.djl.ndarray.NDArray;

import dev.limner.models.Batch;
import dev.limner.models.engine.Numbers;
import dev.limner.models.randomness.Randomness;

/**
 * Pictures laid over backgrounds: I = α F + (1 − α) B. Each depends on its batch's pictures, and on (seed, stream, index) of the
 * batch's noise: the same again when a run is resumed, and for held-out pictures the same at each snapshot.
 *
 * @param seen       I, [N,3,H,W] in [0, 1]
 * @param alpha      α, [N,1,H,W]
 * @param foreground F, [N,3,H,W]; 0 where α is
 * @param background B, [N,3,H,W]
 */
record Composites(NDArray seen, NDArray alpha, NDArray foreground, NDArray background) {

    /** @param batch of RGBA pictures */
    static Composites of(Batch batch) {
        int count = batch.size();
        int height = (int) batch.pictures().getShape().get(2);
        int width = (int) batch.pictures().getShape().get(3);
        int plane = height * width;
        float[] all = batch.pictures().toFloatArray();
        Premultiplied[] layers = new Premultiplied[count];
        for (int n = 0; n < count; n++) {
            layers[n] = Premultiplied.of(all, n * 4 * plane, height, width);
        }
        float[] alpha = new float[count * plane];
        float[] foreground = new float[3 * count * plane];
        float[] background = new float[3 * count * plane];
        for (int n = 0; n < count; n++) {
            Randomness draw = new Randomness(batch.seed(), batch.stream(), batch.images() + n);
            Premultiplied front = layers[n].placed(draw).recoloured(draw);
            front.straight(foreground, 3 * n * plane, alpha, n * plane);
            Backgrounds.paint(layers, n, draw).straight(background, 3 * n * plane, null, 0);
        }
        NDArray a = Numbers.of(batch.memory(), alpha, count, 1, height, width);
        NDArray f = Numbers.of(batch.memory(), foreground, count, 3, height, width);
        NDArray b = Numbers.of(batch.memory(), background, count, 3, height, width);
        return new Composites(f.sub(b).mul(a).add(b), a, f, b);
    }
}
