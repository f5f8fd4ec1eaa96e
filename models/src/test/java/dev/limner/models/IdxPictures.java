package dev.limner.models;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Fashion-MNIST as Debian packs it (dataset-fashion-mnist), for trials by hand. */
record IdxPictures(PictureShape shape, int count, List<String> classes, byte[] pixels, byte[] labels)
        implements
            TrainingPictures {
    private static final List<String> FASHION = List.of("t-shirt", "trouser", "pullover", "dress", "coat", "sandal",
            "shirt", "sneaker", "bag", "boot");

    /** @param split {@code train} or {@code t10k} */
    static IdxPictures fashion(Path folder, String split) throws IOException {
        try (DataInputStream images = open(folder, split + "-images-idx3-ubyte");
                DataInputStream labels = open(folder, split + "-labels-idx1-ubyte")) {
            images.readInt();
            int count = images.readInt();
            int height = images.readInt();
            int width = images.readInt();
            labels.readLong();
            return new IdxPictures(new PictureShape(1, height, width), count, FASHION,
                    images.readNBytes(count * height * width), labels.readNBytes(count));
        }
    }

    @Override
    public int label(int i) {
        return labels[i];
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        System.arraycopy(pixels, i * shape.bytes(), target, offset, shape.bytes());
    }

    private static DataInputStream open(Path folder, String name) throws IOException {
        Path packed = folder.resolve(name + ".gz");
        return new DataInputStream(Files.exists(packed)
                ? new GZIPInputStream(Files.newInputStream(packed), 1 << 16)
                : Files.newInputStream(folder.resolve(name)));
    }
}
