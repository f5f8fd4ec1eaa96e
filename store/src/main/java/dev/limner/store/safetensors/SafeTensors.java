package dev.limner.store.safetensors;

import java.util.SortedMap;

import dev.limner.contracts.tensors.Tensor;

/** Tensors by name as one file (https://github.com/huggingface/safetensors, format section), strictly checked. */
public final class SafeTensors {
    private SafeTensors() {}

    /** The file; the same tensors and metadata give the same bytes. */
    public static byte[] write(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
        throw new UnsupportedOperationException();
    }

    /**
     * The tensors, as views into the bytes.
     *
     * @throws MalformedTensorsException unless the file is exactly what the format says
     */
    public static SortedMap<String, Tensor> read(byte[] file) {
        throw new UnsupportedOperationException();
    }

    /**
     * As {@link #read}, for weights: NaN and infinity are refused too.
     *
     * @throws MalformedTensorsException naming the tensor and the element
     */
    public static SortedMap<String, Tensor> readWeights(byte[] file) {
        throw new UnsupportedOperationException();
    }

    /**
     * What the file says of itself; empty where it says nothing.
     *
     * @throws MalformedTensorsException unless the file is exactly what the format says
     */
    public static SortedMap<String, String> metadata(byte[] file) {
        throw new UnsupportedOperationException();
    }

    /** SHA-256 over names, types, shapes and data, in hex; the layout of the file and its metadata do not count. */
    public static String digest(SortedMap<String, Tensor> tensors) {
        throw new UnsupportedOperationException();
    }
}
