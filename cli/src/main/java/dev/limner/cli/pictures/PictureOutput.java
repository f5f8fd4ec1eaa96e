package dev.limner.cli.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.images.ContactSheet;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PngEncoder;

/** Writes what was made: single pictures byte for byte as they came, or all of them as one sheet. */
public final class PictureOutput {
    private static final int SHEET_PIXELS = 64;
    private static final int GAP = 2;

    private PictureOutput() {}

    /**
     * Writes a sheet where the path ends in {@code .png}, else single pictures into a folder.
     *
     * @throws IOException where it cannot be written
     */
    public static void write(Sampled sampled, Path out) throws IOException {
        if (out.toString().endsWith(".png") && !Files.isDirectory(out)) {
            sheet(sampled, out);
        } else {
            folder(sampled, out);
        }
    }

    /**
     * Writes a single picture as it was made, with all that it says of itself; several as {@link #write} does.
     *
     * @throws IOException where it cannot be written
     */
    public static void asMade(Sampled sampled, Path out) throws IOException {
        if (sampled.pictures().size() > 1 || Files.isDirectory(out) || out.toString().endsWith("/")) {
            write(sampled, out);
            return;
        }
        if (out.toAbsolutePath().getParent() != null) {
            Files.createDirectories(out.toAbsolutePath().getParent());
        }
        Files.write(out, sampled.pictures().get(0).bytes());
    }

    private static void folder(Sampled sampled, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Sampled.Png png : sampled.pictures()) {
            Files.write(folder.resolve("%05d.png".formatted(png.index())), png.bytes());
        }
    }

    private static void sheet(Sampled sampled, Path file) throws IOException {
        Map<String, List<Picture>> rows = new LinkedHashMap<>();
        for (Sampled.Png png : sampled.pictures()) {
            String label = png.label() == null ? "" : png.label();
            rows.computeIfAbsent(label, none -> new ArrayList<>())
                    .add(PictureDecoder.decode(png.bytes(), "picture " + png.index()));
        }
        List<Picture> pictures = rows.values().stream().flatMap(List::stream).toList();
        int scale = scale(pictures);
        Picture sheet = rows.size() > 1
                ? ContactSheet.labelled(rows, scale)
                : ContactSheet.of(pictures, (int) Math.ceil(Math.sqrt(pictures.size())), scale, GAP);
        write(sheet, file, provenance(sampled.result()));
    }

    /** Writes a labelled sheet: a row a class. */
    public static void labelled(Map<String, List<Picture>> rows, Path file, Map<String, String> text)
            throws IOException {
        int scale = scale(rows.values().stream().flatMap(List::stream).toList());
        write(ContactSheet.labelled(rows, scale), file, text);
    }

    /** What a sheet says of where its pictures come from; single pictures carry more. */
    public static Map<String, String> provenance(GenerationEvent.Succeeded result) {
        Map<String, String> text = new TreeMap<>();
        text.put("Software", "Limner");
        text.put("Operation", result.operation());
        if (result.model() != null) {
            text.put("Model", result.model());
            text.put("Checkpoint", result.checkpoint());
            text.put("Checkpoint digest", result.digest());
            text.put("Dataset", String.valueOf(result.dataset()));
        }
        if (result.seed() != null) {
            text.put("Seed", Long.toString(result.seed()));
        }
        return text;
    }

    private static void write(Picture sheet, Path file, Map<String, String> text) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.write(file, PngEncoder.encode(sheet, text, null));
    }

    private static int scale(List<Picture> pictures) {
        int widest = pictures.stream().mapToInt(Picture::width).max().orElse(1);
        return Math.max(1, Math.round((float) SHEET_PIXELS / widest));
    }
}
