package dev.limner.models.gan;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.BatchNormalisation;
import dev.limner.models.layers.FirstTransposedConvolution;
import dev.limner.models.layers.Layer;
import dev.limner.models.layers.TransposedConvolution;

/**
 * DCGAN's generator (Radford et al. 2016) for 32×32, layer by layer as (in, out, kernel, stride, padding), no biases,
 * weights N(0, 0.02²), γ N(1, 0.02²) as in the authors' code; F = 64 filters:
 *
 * <pre>
 * z [N,100] → T(100,4F,4,1,0) BN ReLU [N,4F,4,4] → T(4F,2F,4,2,1) BN ReLU [N,2F,8,8]
 *           → T(2F,F,4,2,1) BN ReLU [N,F,16,16] → T(F,c,4,2,1) tanh [N,c,32,32]
 * </pre>
 */
final class DcganGenerator implements Generator {
    static final double DEVIATION = 0.02;

    private final Canvas canvas;
    private final List<Layer> transposed;
    private final List<BatchNormalisation> normalisations;

    DcganGenerator(int latent, int filters, Canvas canvas) {
        this.canvas = canvas;
        transposed = List.of(new FirstTransposedConvolution("painting.1", latent, 4 * filters, 4, DEVIATION),
                new TransposedConvolution("painting.2", 4 * filters, 2 * filters, DEVIATION),
                new TransposedConvolution("painting.3", 2 * filters, filters, DEVIATION),
                new TransposedConvolution("painting.4", filters, canvas.shape().channels(), DEVIATION));
        normalisations = List.of(new BatchNormalisation("painting.norm.1", 4 * filters, true, DEVIATION),
                new BatchNormalisation("painting.norm.2", 2 * filters, true, DEVIATION),
                new BatchNormalisation("painting.norm.3", filters, true, DEVIATION));
    }

    @Override
    public void begin(Parameters parameters, long seed) {
        transposed.forEach(layer -> layer.begin(parameters, seed));
        normalisations.forEach(layer -> layer.begin(parameters, seed));
    }

    @Override
    public NDArray paint(Weights weights, NDArray z, NDArray y, boolean learning) {
        return canvas.cropped(layers(weights, z, learning).get(3));
    }

    /** What each of the four layers makes. */
    List<NDArray> layers(Weights weights, NDArray z, boolean learning) {
        List<NDArray> all = new ArrayList<>();
        NDArray h = z;
        for (int i = 0; i < 3; i++) {
            h = transposed.get(i).apply(weights, h);
            h = Activation.relu(normalisations.get(i).apply(weights, h, learning));
            all.add(h);
        }
        all.add(Activation.tanh(transposed.get(3).apply(weights, h)));
        return all;
    }
}
