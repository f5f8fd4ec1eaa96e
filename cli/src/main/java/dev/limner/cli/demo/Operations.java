package dev.limner.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.pictures.PictureOutput;
import dev.limner.cli.pictures.Sampled;
import dev.limner.contracts.messages.Box;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.images.AnimatedPng;
import dev.limner.images.ContactSheet;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PngEncoder;

/**
 * What else can be done to pictures, shown on held-out ones: {@code operations.png} (with a square taken out, repaired, and
 * two strengths of variants), {@code walk.png} (from class to class, animated) and {@code mosaic.png} (a texture of samples).
 */
final class Operations {
    static final List<String> FILES = List.of("operations.png", "walk.png", "mosaic.png");
    private static final int SHOWN = 6;
    private static final long SEED = 7;
    private static final List<Double> STRENGTHS = List.of(0.3, 0.7);
    private static final int STATIONS = 5;
    private static final int FRAMES = 40;
    private static final int FRAME_MILLIS = 70;
    private static final int SCALE = 4;
    private static final int MOSAIC_COLUMNS = 8;
    private static final int MOSAIC_SIDE = 512;
    private static final byte GREY = (byte) 160;

    private final LimnerClient client;
    private final Painter painter;
    private final Path folder;

    Operations(LimnerClient client, Painter painter, Path folder) {
        this.client = client;
        this.painter = painter;
        this.folder = folder;
    }

    /** Writes all of them. */
    void write(DatasetReference version, long heldOut, List<String> classes) throws IOException, InterruptedException {
        edits(version, heldOut);
        walk(classes);
        mosaic();
    }

    private void edits(DatasetReference version, long heldOut) throws IOException, InterruptedException {
        Map<String, List<Picture>> rows = new LinkedHashMap<>();
        Sampled last = null;
        int shown = (int) Math.min(SHOWN, heldOut);
        for (int i = 0; i < shown; i++) {
            byte[] png = client.versions().picture(version, "held-out", heldOut * (2 * i + 1) / (2 * shown));
            Picture picture = PictureDecoder.decode(png, "held-out picture");
            Box hole = new Box(picture.width() / 3, picture.height() / 3, picture.width() / 3, picture.height() / 3);
            String upload = client.upload(png).id();
            add(rows, "held-out", picture);
            add(rows, "hole", without(picture, hole));
            last = painter.ask(of("repair").put("picture", upload).set("box", Json.MAPPER.valueToTree(hole)));
            add(rows, "repair", first(last));
            for (double strength : STRENGTHS) {
                add(rows, "vary " + strength, first(painter.ask(of("vary").put("picture", upload).put("count", 1)
                        .put("strength", strength))));
            }
        }
        if (last != null) {
            PictureOutput.labelled(rows, folder.resolve("operations.png"), PictureOutput.provenance(last.result()));
        }
    }

    private void walk(List<String> classes) throws IOException, InterruptedException {
        ObjectNode wanted = of("interpolate").put("frames", FRAMES).put("loop", true);
        wanted.remove("seed");
        for (int i = 0; i < STATIONS; i++) {
            wanted.withArray("seeds").add(SEED + i);
            if (!classes.isEmpty()) {
                wanted.withArray("labels").add(classes.get(2 * i % classes.size()));
            }
        }
        Sampled walked = painter.ask(wanted);
        List<Picture> frames = new ArrayList<>();
        for (Picture frame : pictures(walked)) {
            frames.add(ContactSheet.of(List.of(frame), 1, SCALE, 0));
        }
        Files.write(folder.resolve("walk.png"), AnimatedPng.encode(frames, FRAME_MILLIS,
                PictureOutput.provenance(walked.result())));
    }

    private void mosaic() throws IOException, InterruptedException {
        List<Picture> samples = pictures(painter.ask(of("sample").put("count", MOSAIC_COLUMNS * MOSAIC_COLUMNS)));
        byte[] exemplar = PngEncoder.encode(ContactSheet.of(samples, MOSAIC_COLUMNS, 1, 0));
        ObjectNode wanted = of("texture").put("exemplar", client.upload(exemplar).id()).put("width", MOSAIC_SIDE)
                .put("height", MOSAIC_SIDE).put("tileable", true).put("block", 2 * samples.get(0).width());
        wanted.remove("model");
        Files.write(folder.resolve("mosaic.png"), painter.ask(wanted).pictures().get(0).bytes());
    }

    private ObjectNode of(String operation) {
        return Json.MAPPER.createObjectNode().put("operation", operation).put("model", painter.model())
                .put("seed", SEED);
    }

    private static void add(Map<String, List<Picture>> rows, String name, Picture picture) {
        rows.computeIfAbsent(name, none -> new ArrayList<>()).add(picture);
    }

    private static Picture first(Sampled sampled) throws IOException {
        return pictures(sampled).get(0);
    }

    private static List<Picture> pictures(Sampled sampled) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (Sampled.Png png : sampled.pictures()) {
            pictures.add(PictureDecoder.decode(png.bytes(), "picture " + png.index()));
        }
        return pictures;
    }

    private static Picture without(Picture picture, Box hole) {
        byte[] pixels = picture.pixels().clone();
        for (int c = 0; c < picture.channels(); c++) {
            for (int y = hole.y(); y < hole.y() + hole.height(); y++) {
                for (int x = hole.x(); x < hole.x() + hole.width(); x++) {
                    pixels[(c * picture.height() + y) * picture.width() + x] = GREY;
                }
            }
        }
        return new Picture(picture.channels(), picture.height(), picture.width(), pixels);
    }
}
