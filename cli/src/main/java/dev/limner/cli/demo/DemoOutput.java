package dev.limner.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.pictures.PictureOutput;
import dev.limner.cli.pictures.Sampled;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;

/**
 * The folder of the demonstration's pictures: {@code samples.png} (a row a class), {@code reconstructions.png} (held-out
 * pictures beside the model's own), {@code progress/} (the same noise as training goes on), {@code one-class/}, and those of
 * {@link Operations}.
 */
final class DemoOutput {
    private static final int A_CLASS = 8;
    private static final String RECONSTRUCTIONS = "reconstructions";
    private static final String SAMPLES = "samples";

    private final Path folder;
    private final LimnerClient client;

    DemoOutput(Path folder, LimnerClient client) {
        this.folder = folder;
        this.client = client;
    }

    /** Removes what an earlier demonstration wrote, and nothing else. */
    void clear() throws IOException {
        Files.createDirectories(folder);
        List<String> names = new ArrayList<>(List.of("samples.png", "reconstructions.png", "progress", "one-class"));
        names.addAll(Operations.FILES);
        for (String name : names) {
            remove(folder.resolve(name));
        }
    }

    /** Writes the grids that a run has published; how many. */
    int grids(String run) throws IOException {
        int count = 0;
        boolean reconstructions = false;
        Files.createDirectories(folder.resolve("progress"));
        for (LimnerClient.Grid grid : client.grids(run)) {
            if (grid.kind().equals(SAMPLES)) {
                Files.write(folder.resolve("progress/%010d.png".formatted(grid.images())),
                        client.grid(run, grid.images(), SAMPLES));
                count++;
            } else if (grid.kind().equals(RECONSTRUCTIONS) && !reconstructions) {
                // The newest comes first.
                Files.write(folder.resolve("reconstructions.png"), client.grid(run, grid.images(), RECONSTRUCTIONS));
                reconstructions = true;
                count++;
            }
        }
        return count;
    }

    /** Writes new pictures: some of each class as one sheet, and of the last class one by one; how many. */
    int samples(Painter painter, List<String> classes) throws IOException, InterruptedException {
        Map<String, List<Picture>> rows = new LinkedHashMap<>();
        List<String> labels = new ArrayList<>(classes);
        if (labels.isEmpty()) {
            labels.add(null);
        }
        int count = 0;
        Sampled last = null;
        for (String label : labels) {
            last = painter.paint(label, A_CLASS);
            List<Picture> row = new ArrayList<>();
            for (Sampled.Png png : last.pictures()) {
                row.add(PictureDecoder.decode(png.bytes(), "picture " + png.index()));
            }
            rows.put(label == null ? "" : label, row);
            count += row.size();
        }
        PictureOutput.labelled(rows, folder.resolve("samples.png"), PictureOutput.provenance(last.result()));
        PictureOutput.write(last, folder.resolve("one-class"));
        return count;
    }

    private static void remove(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> inside = Files.walk(path)) {
                for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
