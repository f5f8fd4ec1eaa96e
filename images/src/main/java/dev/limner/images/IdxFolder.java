package dev.limner.images;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * A folder of IDX files (LeCun's format: big-endian magic 0x00000803 for pictures, 0x00000801 for labels, then the
 * sizes, then bytes), gzipped, named as MNIST and its relatives are.
 */
record IdxFolder(Path folder) {
    private static final int PICTURES = 0x00000803;
    private static final int LABELS = 0x00000801;

    /**
     * Writes one split.
     *
     * @param prefix   {@code train} or {@code t10k}
     * @param pictures by number, 0 to count − 1, grey and all of one size
     * @param labels   by number, 0 to 255
     */
    void write(String prefix, int count, IntFunction<Picture> pictures, IntUnaryOperator labels) throws IOException {
        Files.createDirectories(folder);
        try (DataOutputStream out = open(prefix + "-images-idx3-ubyte.gz")) {
            out.writeInt(PICTURES);
            out.writeInt(count);
            out.writeInt(DrawnSet.SIDE);
            out.writeInt(DrawnSet.SIDE);
            for (int i = 0; i < count; i++) {
                out.write(pictures.apply(i).pixels());
            }
        }
        try (DataOutputStream out = open(prefix + "-labels-idx1-ubyte.gz")) {
            out.writeInt(LABELS);
            out.writeInt(count);
            for (int i = 0; i < count; i++) {
                out.write(labels.applyAsInt(i));
            }
        }
    }

    private DataOutputStream open(String file) throws IOException {
        return new DataOutputStream(
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(file))), 1 << 16));
    }
}
