package dev.limner.models.engine;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

import dev.limner.contracts.problems.ProblemException;

/**
 * The one engine, DJL's PyTorch, and the settings that must be made before it starts. Results are bit-equal only at one
 * thread count (design, rule 10), so the count is set here and nowhere else: intra-op {@link #THREADS}, inter-op 1.
 */
public final class Torch {
    /** System property: threads that one operation is spread over; by default one a processor. */
    public static final String THREADS = "limner.threads";

    private static final Pattern CUDA = Pattern.compile("cuda:([0-9]{1,3})");

    private static volatile boolean started;

    private Torch() {}

    /**
     * Asks for a thread count. Has to come before the engine's first use in this process.
     *
     * @param threads 1 and up
     * @throws IllegalStateException if the engine runs with another count already
     */
    public static synchronized void threads(int threads) {
        if (threads < 1) {
            throw ProblemException.invalidField("threads", threads + ": 1 and up");
        }
        if (started && Started.THREADS_USED != threads) {
            throw new IllegalStateException("the engine runs with %d threads; asked for %d too late"
                    .formatted(Started.THREADS_USED, threads));
        }
        System.setProperty(THREADS, Integer.toString(threads));
    }

    /** The thread count that the engine runs with, starting it where it is not running. */
    public static int threads() {
        return Started.THREADS_USED;
    }

    /** A manager at the root of an owner's native memory, on a device; to be closed by the caller. */
    public static NDManager manager(Device device) {
        return Started.ENGINE.newBaseManager(device);
    }

    /** The engine. */
    public static Engine engine() {
        return Started.ENGINE;
    }

    /**
     * The device with this name.
     *
     * @param name {@code auto} (the first GPU, else the CPU), {@code cpu} or {@code cuda:N}
     * @throws ProblemException if there is no such device here
     */
    public static Device device(String name) {
        int gpus = engine().getGpuCount();
        if (name.equals("auto")) {
            return gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
        if (name.equals("cpu")) {
            return Device.cpu();
        }
        Matcher cuda = CUDA.matcher(name.toLowerCase(Locale.ROOT));
        if (cuda.matches() && Integer.parseInt(cuda.group(1)) < gpus) {
            return Device.gpu(Integer.parseInt(cuda.group(1)));
        }
        throw ProblemException.invalidField("device",
                "'%s' is not here: auto, cpu%s".formatted(name, gpus == 0 ? "" : ", or cuda:N with N below " + gpus));
    }

    /** The name of a device: {@code cpu} or {@code cuda:N}. */
    public static String name(Device device) {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }

    /**
     * Switches the recording of operations for gradients off in this thread (it is on in every new one), until the
     * result is closed; a gradient collector switches it on for its time. Weights can be changed in place only where it
     * is off.
     */
    public static Recording withoutRecording() {
        Started.ENGINE.getEngineName();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        return () -> JniUtils.setGradMode(before);
    }

    /** Brings back how it was before. */
    public interface Recording extends AutoCloseable {
        @Override
        void close();
    }

    /** Loaded, and with it the engine started, at first use. */
    private static final class Started {
        private static final int THREADS_USED;
        private static final Engine ENGINE;

        static {
            THREADS_USED = Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors());
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(THREADS_USED));
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
            ENGINE = Engine.getEngine("PyTorch");
            started = true;
        }
    }
}
