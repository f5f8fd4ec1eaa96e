package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.LimnerClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner cutout}: what stands out in a picture, with alpha and clean colours. */
@Command(name = "cutout", mixinStandardHelpOptions = true, description = "Cuts out what stands out in a picture.")
final class CutoutCommand extends OperationOutput {
    @Parameters(index = "0", paramLabel = "PICTURE", description = "What is cut out of.")
    private Path picture;

    @Option(names = "--trimap", paramLabel = "trimap.png", description = "Of the picture's size: white is foreground, black background, grey unknown; a few strokes on grey will do.")
    private Path trimap;

    @Option(names = "--box", paramLabel = "X,Y,WxH", description = "Where the foreground lies, if there is no trimap (anywhere but along the edges).")
    private String box;

    @Option(names = "--background", paramLabel = "background.png", description = "What it is laid over (nothing: it keeps its alpha).")
    private Path background;

    @Option(names = "--out", paramLabel = "cut.png", defaultValue = "cut.png", description = "The file to write [${DEFAULT-VALUE}].")
    private Path out;

    CutoutCommand(Context context) {
        super(context);
    }

    @Override
    ObjectNode request(LimnerClient client) throws IOException {
        ObjectNode request = of("cutout");
        add(request, box);
        add(request, "picture", picture, client);
        add(request, "trimap", trimap, client);
        add(request, "background", background, client);
        return request;
    }

    @Override
    Path out() {
        return out;
    }
}
