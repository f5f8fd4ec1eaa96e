package dev.limner.models.cnn;

import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Snapshot;
import dev.limner.models.optimisers.Optimiser;

/**
 * One step of decoder and codes by the gradients of one backward pass.
 *
 * @param decoder follows the gradient of the decoder's weights
 * @param codes   follows the gradient of the codes
 * @param ratio   the codes' learning rate for each 1 of the decoder's
 */
record JointDescent(Optimiser decoder, Optimiser codes, double ratio) implements Optimiser {
    private static final String DECODER = "decoder";
    private static final String CODES = "codes";

    @Override
    public double step(double rate) {
        return Math.hypot(decoder.step(rate), codes.step(rate * ratio));
    }

    @Override
    public SortedMap<String, Tensor> state() {
        SortedMap<String, Tensor> state = new TreeMap<>();
        decoder.state().forEach((name, tensor) -> state.put(DECODER + "." + name, tensor));
        codes.state().forEach((name, tensor) -> state.put(CODES + "." + name, tensor));
        return state;
    }

    @Override
    public void restore(SortedMap<String, Tensor> state) {
        decoder.restore(Snapshot.part(state, DECODER));
        codes.restore(Snapshot.part(state, CODES));
    }
}
