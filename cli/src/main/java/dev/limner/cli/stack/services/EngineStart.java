package dev.limner.cli.stack.services;

/**
 * The program that {@link EngineCache} runs on the trainer's class path: it starts the engine, which unpacks itself. By
 * name, since the command itself knows nothing of the engine.
 */
final class EngineStart {
    private EngineStart() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Class.forName("ai.djl.engine.Engine").getMethod("getEngine", String.class).invoke(null, "PyTorch");
    }
}
