package dev.limner.models.gan;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.BatchNormalisation;
import dev.limner.models.layers.Layer;
import dev.limner.models.layers.UnbiasedConvolution;

/**
 * DCGAN's discriminator (Radford et al. 2016) for 32×32, layer by layer as (in, out, kernel, stride, padding), no biases;
 * F = 64 filters. The sigmoid after the last layer is the loss's, which takes scores:
 *
 * <pre>
 * x [N,c,32,32] → C(c,F,4,2,1) LReLU [N,F,16,16] → C(F,2F,4,2,1) BN LReLU [N,2F,8,8]
 *               → C(2F,4F,4,2,1) BN LReLU [N,4F,4,4] → C(4F,1,4,1,0) [N,1,1,1]             LReLU's slope 0.2
 * </pre>
 */
final class DcganDiscriminator implements Discriminator {
    private static final float SLOPE = 0.2f;

    private final Canvas canvas;
    private final List<Layer> convolutions;
    private final List<BatchNormalisation> normalisations;

    DcganDiscriminator(int filters, Canvas canvas) {
        this.canvas = canvas;
        double deviation = DcganGenerator.DEVIATION;
        convolutions = List.of(
                new UnbiasedConvolution("judging.1", canvas.shape().channels(), filters, 4, 2, 1, deviation),
                new UnbiasedConvolution("judging.2", filters, 2 * filters, 4, 2, 1, deviation),
                new UnbiasedConvolution("judging.3", 2 * filters, 4 * filters, 4, 2, 1, deviation),
                new UnbiasedConvolution("judging.4", 4 * filters, 1, 4, 1, 0, deviation));
        normalisations = List.of(new BatchNormalisation("judging.norm.2", 2 * filters, true, deviation),
                new BatchNormalisation("judging.norm.3", 4 * filters, true, deviation));
    }

    @Override
    public void begin(Parameters parameters, long seed) {
        convolutions.forEach(layer -> layer.begin(parameters, seed));
        normalisations.forEach(layer -> layer.begin(parameters, seed));
    }

    @Override
    public boolean compares() {
        return true;
    }

    @Override
    public NDArray score(Weights weights, NDArray x, NDArray y, boolean learning) {
        return layers(weights, x, learning).get(3).reshape(-1);
    }

    /** What each of the four layers makes. */
    List<NDArray> layers(Weights weights, NDArray x, boolean learning) {
        List<NDArray> all = new ArrayList<>();
        NDArray h = canvas.padded(x);
        for (int i = 0; i < 3; i++) {
            h = convolutions.get(i).apply(weights, h);
            if (i > 0) {
                h = normalisations.get(i - 1).apply(weights, h, learning);
            }
            h = Activation.leakyRelu(h, SLOPE);
            all.add(h);
        }
        all.add(convolutions.get(3).apply(weights, h));
        return all;
    }
}
