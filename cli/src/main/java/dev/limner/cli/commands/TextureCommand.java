package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.LimnerClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner texture}: a texture of any size from a small picture of it. */
@Command(name = "texture", mixinStandardHelpOptions = true, description = "Makes a texture of any size from a small picture of it.")
final class TextureCommand extends OperationOutput {
    @Parameters(index = "0", paramLabel = "EXEMPLAR", description = "A picture of the texture, 8 to 2048 pixels a side.")
    private Path exemplar;

    @Option(names = "--size", paramLabel = "WIDTHxHEIGHT", defaultValue = "512x512", description = "In pixels, up to 4096 a side [${DEFAULT-VALUE}].")
    private String size;

    @Option(names = "--tileable", description = "Copies laid side by side join without a seam.")
    private boolean tileable;

    @Option(names = "--block", paramLabel = "N", description = "Side of the blocks it is sewn from: about the size of the largest thing that repeats (chosen unless given).")
    private Integer block;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same texture.")
    private Long seed;

    @Option(names = "--out", paramLabel = "texture.png", defaultValue = "texture.png", description = "The file to write [${DEFAULT-VALUE}].")
    private Path out;

    TextureCommand(Context context) {
        super(context);
    }

    @Override
    ObjectNode request(LimnerClient client) throws IOException {
        if (!size.matches("[0-9]{1,5}(x[0-9]{1,5})?")) {
            throw new CommandFailure("--size %s: WIDTHxHEIGHT in pixels, as in 1024x768, or one number for a square"
                    .formatted(size));
        }
        String[] sides = size.split("x");
        ObjectNode request = of("texture").put("width", Integer.parseInt(sides[0]))
                .put("height", Integer.parseInt(sides[sides.length - 1])).put("tileable", tileable);
        if (block != null) {
            request.put("block", block);
        }
        if (seed != null) {
            request.put("seed", seed);
        }
        add(request, "exemplar", exemplar, client);
        return request;
    }

    @Override
    Path out() {
        return out;
    }
}
