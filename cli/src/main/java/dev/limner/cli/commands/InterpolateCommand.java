package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.pictures.PictureOutput;
import dev.limner.cli.pictures.Sampled;
import dev.limner.contracts.api.JobView;
import dev.limner.images.AnimatedPng;
import dev.limner.images.ContactSheet;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PngEncoder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner interpolate}: a walk between samples, or a grid between four. */
@Command(name = "interpolate", mixinStandardHelpOptions = true, description = "Walks from sample to sample, or lays out a grid between four.")
final class InterpolateCommand extends OperationOutput {
    private static final int FRAME_MILLIS = 60;
    private static final int SIDE = 128;

    @Parameters(index = "0", paramLabel = "MODEL[@ALIAS]", description = "As in flowers-vae or flowers-vae@production.")
    private String model;

    @Option(names = "--seeds", paramLabel = "N,N…", split = ",", description = "2 to 16 stations, or a grid's four corners (chosen unless given).")
    private List<Long> seeds;

    @Option(names = "--labels", paramLabel = "CLASS,CLASS…", split = ",", description = "The stations' classes, one for all or one for each (drawn unless given).")
    private List<String> labels;

    @Option(names = "--frames", paramLabel = "N", description = "Pictures of the walk (30).")
    private Integer frames;

    @Option(names = "--grid", paramLabel = "COLUMNSxROWS", description = "A grid between four corners instead of a walk.")
    private String grid;

    @Option(names = "--loop", description = "Come back to where the walk began.")
    private boolean loop;

    @Option(names = "--out", paramLabel = "walk.png|folder/", defaultValue = "walk.png", description = "An animated PNG (a grid: one sheet), or a folder of single pictures [${DEFAULT-VALUE}].")
    private Path out;

    InterpolateCommand(Context context) {
        super(context);
    }

    @Override
    ObjectNode request(LimnerClient client) {
        ObjectNode request = of("interpolate").put("model", model).put("loop", loop);
        if (seeds != null) {
            ArrayNode stations = request.putArray("seeds");
            seeds.forEach(stations::add);
        }
        if (labels != null) {
            ArrayNode classes = request.putArray("labels");
            labels.forEach(classes::add);
        }
        if (frames != null) {
            request.put("frames", frames);
        }
        if (grid != null) {
            if (!grid.matches("[0-9]{1,3}x[0-9]{1,3}")) {
                throw new CommandFailure("--grid %s: COLUMNSxROWS, as in 8x6".formatted(grid));
            }
            request.put("columns", Integer.parseInt(grid.split("x")[0])).put("rows",
                    Integer.parseInt(grid.split("x")[1]));
        }
        return request;
    }

    @Override
    void write(LimnerClient client, JobView done) throws IOException {
        Sampled sampled = Sampled.of(client, done);
        if (!out.toString().endsWith(".png") || Files.isDirectory(out)) {
            PictureOutput.write(sampled, out);
            return;
        }
        List<Picture> pictures = new ArrayList<>();
        for (Sampled.Png png : sampled.pictures()) {
            pictures.add(PictureDecoder.decode(png.bytes(), "picture " + png.index()));
        }
        Files.write(out, grid != null
                ? PngEncoder.encode(ContactSheet.of(pictures, Integer.parseInt(grid.split("x")[0]), scale(pictures) / 2
                        + 1, 0), PictureOutput.provenance(sampled.result()), null)
                : AnimatedPng.encode(pictures.stream()
                        .map(each -> ContactSheet.of(List.of(each), 1, scale(pictures), 0)).toList(), FRAME_MILLIS,
                        PictureOutput.provenance(sampled.result())));
    }

    private static int scale(List<Picture> pictures) {
        return Math.max(1, SIDE / pictures.get(0).width());
    }

    @Override
    Path out() {
        return out;
    }
}
