package dev.limner.datasets.imports;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.limner.images.Picture;

/** Normalised pictures that wait in a file of the import's own folder until it is known which of them are kept. */
final class Spool implements AutoCloseable {
    private static final int BUFFER = 1 << 18;
    private final Path file;
    private final DataOutputStream out;
    private long count;

    /** Receives the pictures in the order they were added. */
    interface Reader {
        void picture(int index, Picture picture) throws IOException;
    }

    Spool(Path file) throws IOException {
        this.file = file;
        this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    void add(Picture picture) throws IOException {
        out.writeByte(picture.channels());
        out.writeInt(picture.height());
        out.writeInt(picture.width());
        out.write(picture.pixels());
        count++;
    }

    /** Reads everything that was added so far. */
    void read(Reader reader) throws IOException {
        out.flush();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (int i = 0; i < count; i++) {
                int channels = in.readByte();
                int height = in.readInt();
                int width = in.readInt();
                byte[] pixels = new byte[channels * height * width];
                in.readFully(pixels);
                reader.picture(i, new Picture(channels, height, width, pixels));
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
