package dev.limner.images;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import java.util.zip.GZIPOutputStream;

/**
 * A folder of IDX files (LeCun's format: big-endian magic 0x00000803 for pictures, 0x00000801 for labels, then the
 * sizes, then bytes), gzipped, named as MNIST and its relatives are.
 */
record IdxFolder(Path folder) {
    private static final int PICTURES = 0x00000803;
    private static final int LABELS = 0x00000801;

    void write(int train, LongFunction<Picture> trainPictures, int heldOut, LongFunction<Picture> heldOutPictures,
            List<String> classes) throws IOException {
        Files.createDirectories(folder);
        pictures("train-images-idx3-ubyte.gz", train, trainPictures);
        labels("train-labels-idx1-ubyte.gz", train);
        pictures("t10k-images-idx3-ubyte.gz", heldOut, heldOutPictures);
        labels("t10k-labels-idx1-ubyte.gz", heldOut);
        Files.write(folder.resolve("classes.txt"), classes);
    }

    private void pictures(String file, int count, LongFunction<Picture> pictures) throws IOException {
        try (DataOutputStream out = open(file)) {
            out.writeInt(PICTURES);
            out.writeInt(count);
            out.writeInt(DrawnSet.SIDE);
            out.writeInt(DrawnSet.SIDE);
            for (int i = 0; i < count; i++) {
                out.write(pictures.apply(i).pixels());
            }
        }
    }

    private void labels(String file, int count) throws IOException {
        try (DataOutputStream out = open(file)) {
            out.writeInt(LABELS);
            out.writeInt(count);
            for (int i = 0; i < count; i++) {
                out.write(DrawnSet.label(i));
            }
        }
    }

    private DataOutputStream open(String file) throws IOException {
        return new DataOutputStream(
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(file))), 1 << 16));
    }
}
