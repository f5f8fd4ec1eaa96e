package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.LimnerClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner vary}: variants of a picture. */
@Command(name = "vary", mixinStandardHelpOptions = true, description = "Makes variants of a picture with a model.")
final class VaryCommand extends OperationOutput {
    @Parameters(index = "0", paramLabel = "MODEL[@ALIAS]", description = "As in flowers-vae or flowers-vae@production.")
    private String model;

    @Parameters(index = "1", paramLabel = "PICTURE", description = "Of the size of the model's pictures.")
    private Path picture;

    @Option(names = "--strength", paramLabel = "S", defaultValue = "0.5", description = "0 for the picture as well as the model can paint it, up to 1 for a fresh sample [${DEFAULT-VALUE}].")
    private double strength;

    @Option(names = "--count", paramLabel = "N", defaultValue = "8", description = "How many [${DEFAULT-VALUE}].")
    private int count;

    @Option(names = "--label", paramLabel = "CLASS", description = "The picture's class by name or number, if it is known.")
    private String label;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same pictures.")
    private Long seed;

    @Option(names = "--out", paramLabel = "sheet.png|folder/", defaultValue = "variants.png", description = "One sheet of all, or a folder of single pictures [${DEFAULT-VALUE}].")
    private Path out;

    VaryCommand(Context context) {
        super(context);
    }

    @Override
    ObjectNode request(LimnerClient client) throws IOException {
        ObjectNode request = of("vary").put("model", model).put("strength", strength).put("count", count);
        if (label != null) {
            request.put("label", label);
        }
        if (seed != null) {
            request.put("seed", seed);
        }
        add(request, "picture", picture, client);
        return request;
    }

    @Override
    Path out() {
        return out;
    }
}
