package dev.limner.models.flow;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Weights;
import dev.limner.models.sampling.Painter;

/** x(1) of dx/dt = v(x, t, y), guided, from x(0) = noise; then, where the flow is in latents, the picture of them. */
record FlowPainter(FlowNetworks networks, FlowSettings.Painting settings) implements Painter {

    @Override
    public int noise() {
        return networks.numbers();
    }

    @Override
    public NDArray paint(Weights weights, NDArray noise, NDArray y) {
        NDArray start = noise.reshape(-1, networks.channels(), networks.height(), networks.width());
        Solver.Velocity velocity = (x, t) -> Guidance.of((input, classes) -> networks.velocity().apply(weights, input,
                times(input, t), classes), x, y, settings.guidance());
        NDArray end = settings.solver().integrate(velocity, start, settings.evaluations());
        return networks.autoencoder().map(network -> network.decode(weights, end))
                .orElseGet(() -> Numbers.scaled(end.add(1f), 0.5f));
    }

    private static float[] times(NDArray x, double t) {
        float[] times = new float[(int) x.getShape().get(0)];
        Arrays.fill(times, (float) t);
        return times;
    }
}
