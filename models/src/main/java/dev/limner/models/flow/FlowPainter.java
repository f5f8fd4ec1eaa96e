package dev.limner.models.flow;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;

import dev.limner.models.editing.Canvas;
import dev.limner.models.editing.Editor;
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
        return decoded(weights, settings.solver().integrate(velocity(weights, y), start, settings.evaluations()));
    }

    /** v, guided to classes y [N,K]; null without classes. */
    Solver.Velocity velocity(Weights weights, NDArray y) {
        return (x, t) -> Guidance.of((input, classes) -> networks.velocity().apply(weights, input,
                times(input, t), classes), x, y, settings.guidance());
    }

    /** Pictures of the flow's ends. */
    NDArray decoded(Weights weights, NDArray end) {
        return networks.autoencoder().map(network -> network.decode(weights, end))
                .orElseGet(() -> Numbers.scaled(end.add(1f), 0.5f));
    }

    @Override
    public Editor editor(Canvas canvas) {
        return new FlowEditor(this, canvas);
    }

    private static float[] times(NDArray x, double t) {
        float[] times = new float[(int) x.getShape().get(0)];
        Arrays.fill(times, (float) t);
        return times;
    }
}
