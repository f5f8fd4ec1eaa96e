package dev.limner.store.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.limner.contracts.messages.Json;

/**
 * Writes a version as a ZIP of PNGs, picture after picture as they are read, so that memory stays at one shard. The same
 * version gives the same bytes. Imported again (with {@code colour rgba} where it has alpha) it gives the same digest, as
 * long as something is held out; classes keep their names and their order by {@code classes.txt}.
 */
public final class VersionExport {
    private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final DatasetStore store;
    private final Encoder encoder;

    /** Makes a PNG of a picture's pixels, uint8 planar [C,H,W]. */
    public interface Encoder {
        byte[] png(byte[] pixels);
    }

    /** How an archive says which class and which split a picture has. */
    public enum Form {
        /** {@code train/} and {@code held-out/}, a folder for each class, and {@code labels.csv} with exact names. */
        FOLDERS("held-out"),
        /** An image folder as Hugging Face's datasets library reads it: {@code metadata.jsonl} in {@code train/} and {@code test/}. */
        HUGGING_FACE("test");

        private final String heldOut;

        Form(String heldOut) {
            this.heldOut = heldOut;
        }

        String folder(Split split) {
            return split == Split.TRAIN ? "train" : heldOut;
        }
    }

    public VersionExport(DatasetStore store, Encoder encoder) {
        this.store = store;
        this.encoder = encoder;
    }

    /**
     * Writes the whole archive; closes nothing.
     *
     * @throws IOException where the stream fails
     */
    public void write(DatasetManifest manifest, Form form, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, UTF_8);
        if (!manifest.classes().isEmpty()) {
            entry(zip, "classes.txt", (String.join("\n", manifest.classes()) + "\n").getBytes(UTF_8));
        }
        StringBuilder labels = new StringBuilder("path,label,split\n");
        for (Split split : Split.values()) {
            String folder = form.folder(split);
            StringBuilder metadata = new StringBuilder();
            try {
                store.read(manifest, split, (index, pixels, label) -> {
                    String name = label < 0 ? null : manifest.classes().get(label);
                    String file = (name == null ? "" : plain(name) + "/") + "%07d.png".formatted(index);
                    picture(zip, folder + "/" + file, pixels);
                    labels.append(folder).append('/').append(file).append(',').append(quoted(name)).append(',')
                            .append(split).append('\n');
                    metadata.append(line(file, name));
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            if (form == Form.HUGGING_FACE && manifest.count(split) > 0) {
                entry(zip, folder + "/metadata.jsonl", metadata.toString().getBytes(UTF_8));
            }
        }
        if (form == Form.FOLDERS) {
            entry(zip, "labels.csv", labels.toString().getBytes(UTF_8));
        }
        zip.finish();
    }

    private void picture(ZipOutputStream zip, String name, byte[] pixels) {
        try {
            entry(zip, name, encoder.png(pixels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stored as it is: PNGs do not get smaller. */
    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(FIXED);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static String line(String file, String name) {
        return new String(Json.write(name == null
                ? Json.MAPPER.createObjectNode().put("file_name", file)
                : Json.MAPPER.createObjectNode().put("file_name", file).put("label", name)), UTF_8) + "\n";
    }

    private static String quoted(String name) {
        return name == null ? "" : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A class's name as every file system takes it; the exact one stands in the label file. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N} _-]", "-").strip();
        return plain.isEmpty() ? "class" : plain;
    }
}
