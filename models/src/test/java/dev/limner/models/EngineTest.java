package dev.limner.models;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;

/** A test that computes with the engine: memory of its own, recording off. */
public abstract class EngineTest {
    protected NDManager memory;
    private Torch.Recording off;

    @BeforeEach
    void startEngine() {
        off = Torch.withoutRecording();
        memory = Torch.manager(Device.cpu());
    }

    @AfterEach
    void freeMemory() {
        memory.close();
        off.close();
    }

    protected NDArray array(float[] values, long... shape) {
        return memory.create(values, new Shape(shape));
    }

    protected NDArray row(float... values) {
        return array(values, 1, values.length);
    }

    /** A single trained weight named {@code theta}. */
    protected Parameters theta(float... values) {
        Parameters parameters = new Parameters(memory);
        parameters.addTrained("theta", Tensor.of(values, values.length));
        return parameters;
    }

    /** Makes {@code gradient} the gradient of {@code theta}. */
    protected void backward(Parameters parameters, float... gradient) {
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            collector.backward(array(gradient, gradient.length).mul(parameters.in(memory).get("theta")).sum());
        }
    }
}
