package dev.limner.models.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;

/**
 * An operation of libtorch that DJL has no call for, as an expression of TorchScript. DJL loads TorchScript from an archive, a
 * zip of source and of a pickled object without state, which is written here; gradients flow through it as through any
 * other operation. Decided in docs/decisions/0010-operations-by-script.md.
 */
public final class Script {
    private static final String CODE = """
            class Operation(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Operation,
                %s) -> Tensor:
                return %s
            """;
    /** A pickle, protocol 2, of an {@code __torch__.Operation} whose {@code training} is true. */
    private static final String OBJECT = "\u0080\u0002c__torch__\nOperation\n)\u0081}X\b\0\0\0training\u0088sb.";
    /** The same of (). */
    private static final String NOTHING = "\u0080\u0002).";

    private final String inputs;
    private final String expression;
    private volatile PtSymbolBlock loaded;

    /**
     * @param inputs     names and types, {@code x: Tensor, w: Tensor}
     * @param expression of them, a tensor: operations by their names in {@code torch}, all arguments that are needed given
     */
    public Script(String inputs, String expression) {
        this.inputs = inputs;
        this.expression = expression;
    }

    /** What the expression makes of arrays, owned by the manager of the first. */
    public NDArray of(NDArray... arrays) {
        // What is optimised from its second run on would be rounded otherwise than its first: the flag is this thread's.
        JniUtils.setGraphExecutorOptimize(false);
        return IValueUtils.forward(loaded(), new NDList(arrays), true).singletonOrThrow();
    }

    private PtSymbolBlock loaded() {
        if (loaded == null) {
            synchronized (this) {
                if (loaded == null) {
                    loaded = load();
                }
            }
        }
        return loaded;
    }

    /** Without numbers of its own it runs wherever its inputs are; it lives as long as the process. */
    private PtSymbolBlock load() {
        try {
            return JniUtils.loadModule((PtNDManager) Torch.manager(Device.cpu()), new ByteArrayInputStream(archive()),
                    false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("loading %s".formatted(expression), e);
        }
    }

    private byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", OBJECT);
            put(zip, "code/__torch__.py", CODE.formatted(inputs, expression));
            put(zip, "constants.pkl", NOTHING);
            put(zip, "version", "3\n");
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry("operation/" + name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }
}
