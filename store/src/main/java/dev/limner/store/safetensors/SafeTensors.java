package dev.limner.store.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.store.Sha256;

/**
 * Tensors by name as one file (https://github.com/huggingface/safetensors, section Format): 8 bytes with the header's
 * size N, little-endian; N bytes of JSON that say type, shape and place of each tensor; the tensors' bytes.
 *
 * <p>Strict on purpose, so that one meaning is left to every file: no duplicate keys, no unknown fields, no gaps, no
 * overlaps, sizes equal shape × type, and the last tensor ends where the file ends. Numbers only: nothing in a file can
 * run.
 */
public final class SafeTensors {
    /** Bits that are all set in the exponent of what is no finite number (IEEE 754 binary32). */
    private static final int EXPONENT = 0x7f800000;

    private SafeTensors() {}

    /**
     * The file; the same tensors and metadata give the same bytes.
     *
     * @throws IllegalArgumentException if it would be larger than an array can be, or a name is the format's own
     */
    public static byte[] write(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
        Header header = Header.of(tensors, metadata);
        byte[] json = header.json();
        long bytes = Long.BYTES + json.length + header.dataBytes();
        if (json.length > Header.LARGEST || bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("%d tensors of %d bytes are too much for one file"
                    .formatted(tensors.size(), bytes));
        }
        ByteBuffer file = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        header.places().keySet().forEach(name -> file.put(tensors.get(name).data()));
        return file.array();
    }

    /**
     * The tensors, as views into the bytes: the file must not be changed afterwards.
     *
     * @throws MalformedTensorsException unless the file is exactly what the format says
     */
    public static SortedMap<String, Tensor> read(byte[] file) {
        Header header = Header.read(file);
        int data = file.length - Math.toIntExact(header.dataBytes());
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        header.places().forEach((name, place) -> tensors.put(name, new Tensor(place.type(), place.shape(),
                ByteBuffer.wrap(file, data + (int) place.begin(), (int) (place.end() - place.begin())))));
        return tensors;
    }

    /**
     * As {@link #read}, for weights: NaN and infinity are refused too.
     *
     * @throws MalformedTensorsException naming the tensor and the element
     */
    public static SortedMap<String, Tensor> readWeights(byte[] file) {
        SortedMap<String, Tensor> tensors = read(file);
        requireFinite(tensors);
        return tensors;
    }

    /**
     * Checks that every float32 number is a finite one.
     *
     * @throws MalformedTensorsException naming the first tensor and element that is not
     */
    public static void requireFinite(Map<String, Tensor> tensors) {
        tensors.forEach((name, tensor) -> {
            if (tensor.type() == Tensor.Type.F32) {
                IntBuffer bits = tensor.data().asIntBuffer();
                for (int i = 0; i < bits.limit(); i++) {
                    if ((bits.get(i) & EXPONENT) == EXPONENT) {
                        throw new MalformedTensorsException("element %d of '%s' %s is %s, not a number to compute with"
                                .formatted(i, name, tensor, Float.intBitsToFloat(bits.get(i))));
                    }
                }
            }
        });
    }

    /**
     * What the file says of itself; empty where it says nothing.
     *
     * @throws MalformedTensorsException unless the file is exactly what the format says
     */
    public static SortedMap<String, String> metadata(byte[] file) {
        return new TreeMap<>(Header.read(file).metadata());
    }

    /**
     * SHA-256 over names, types, shapes and data, in hex; the layout of the file and its metadata do not count.
     *
     * <p>For each tensor by the order of names: the name's size in bytes (int64), the name (UTF-8), the type's name
     * (ASCII), the number of sides and each side (int64), the data; every number little-endian.
     */
    public static String digest(SortedMap<String, Tensor> tensors) {
        MessageDigest digest = Sha256.begin();
        new TreeMap<>((Map<String, Tensor>) tensors).forEach((name, tensor) -> {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            digest.update(longs(utf8.length));
            digest.update(utf8);
            digest.update(tensor.type().name().getBytes(StandardCharsets.US_ASCII));
            digest.update(longs(tensor.shape().length));
            digest.update(longs(tensor.shape()));
            digest.update(tensor.data());
        });
        return Sha256.hex(digest);
    }

    private static ByteBuffer longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(bytes::putLong);
        return bytes.flip();
    }
}
