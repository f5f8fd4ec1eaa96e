package dev.limner.datasets.sources;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

import com.github.luben.zstd.Zstd;

import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;

/** Uploads as users make them, and as they should not. */
public final class Uploads {
    private Uploads() {}

    /** A picture that is grey and differs from every other number's. */
    public static Picture picture(int number, int side) {
        byte[] pixels = new byte[side * side];
        ByteBuffer.wrap(pixels).putInt(number);
        for (int i = 4; i < pixels.length; i++) {
            pixels[i] = (byte) (number * 31 + i * 7);
        }
        return new Picture(1, side, side, pixels);
    }

    public static byte[] png(int number, int side) {
        return PngEncoder.encode(picture(number, side));
    }

    /** A red square of 20 pixels as a lossless WebP, which no writer of the JDK makes. */
    public static byte[] webp() {
        return Base64.getDecoder().decode("UklGRh4AAABXRUJQVlA4TBEAAAAvE8AEAAdQjyLXo/+BiOh/AAA=");
    }

    /**
     * A picture in colours as the JDK writes it.
     *
     * @param format {@code jpeg}, {@code gif}, {@code bmp}, {@code tiff}
     */
    public static byte[] written(String format, int number, int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, 0x050301 * (i * number % 50));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An IDX file of count pictures, numbered from the first on. */
    public static byte[] idxPictures(int first, int count, int side) {
        ByteBuffer file = ByteBuffer.allocate(16 + count * side * side).putInt(0x803).putInt(count).putInt(side)
                .putInt(side);
        for (int i = 0; i < count; i++) {
            file.put(picture(first + i, side).pixels());
        }
        return file.array();
    }

    public static byte[] idxLabels(int... labels) {
        ByteBuffer file = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
        for (int label : labels) {
            file.put((byte) label);
        }
        return file.array();
    }

    public static byte[] gz(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A zip of names and contents, in order: {@code zip("rose/1.png", png, …)}. */
    public static byte[] zip(Object... namesAndContents) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            entries.put((String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
        }
        return zip(entries);
    }

    public static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A tar of names and contents, in order. */
    public static byte[] tar(Object... namesAndContents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; i < namesAndContents.length; i += 2) {
                byte[] content = (byte[]) namesAndContents[i + 1];
                TarArchiveEntry entry = new TarArchiveEntry((String) namesAndContents[i], true);
                entry.setSize(content.length);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] zstd(byte[] content) {
        return Zstd.compress(content);
    }

    /** A CIFAR batch of pictures with these labels: {@code superclass} is -1 for CIFAR-10, which has none. */
    public static byte[] cifar(int first, int superclass, int... labels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < labels.length; i++) {
            if (superclass >= 0) {
                bytes.write(superclass);
            }
            bytes.write(labels[i]);
            for (int plane = 0; plane < 3; plane++) {
                bytes.writeBytes(picture(3 * (first + i) + plane, 32).pixels());
            }
        }
        return bytes.toByteArray();
    }

    static StagedCopy staged(Path folder, String name, byte[] content) {
        try {
            Path path = Files.write(Files.createTempFile(folder, "staged", ""), content);
            return new StagedCopy(name, path, content.length, "00");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
