package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.LimnerClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner repair}: a region of a picture is filled, by a model or by texture of its surroundings. */
@Command(name = "repair", mixinStandardHelpOptions = true, description = "Fills a region of a picture; every other pixel stays as it is.")
final class RepairCommand extends OperationOutput {
    @Parameters(arity = "1..2", paramLabel = "[MODEL[@ALIAS]] PICTURE", description = "Who fills it (without a model: texture of the surroundings), and the picture.")
    private String[] what;

    @Option(names = "--mask", paramLabel = "mask.png", description = "Of the picture's size: white is filled (without mask and box: what is transparent).")
    private Path mask;

    @Option(names = "--box", paramLabel = "X,Y,WxH", description = "What is filled, if there is no mask.")
    private String box;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "Candidates, the best first [${DEFAULT-VALUE}].")
    private int count;

    @Option(names = "--label", paramLabel = "CLASS", description = "The picture's class by name or number, if it is known.")
    private String label;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same pictures.")
    private Long seed;

    @Option(names = "--out", paramLabel = "repaired.png|folder/", defaultValue = "repaired.png", description = "The file to write, or a folder for several candidates [${DEFAULT-VALUE}].")
    private Path out;

    RepairCommand(Context context) {
        super(context);
    }

    @Override
    ObjectNode request(LimnerClient client) throws IOException {
        ObjectNode request = of("repair").put("count", count);
        if (what.length == 2) {
            request.put("model", what[0]);
        }
        if (label != null) {
            request.put("label", label);
        }
        if (seed != null) {
            request.put("seed", seed);
        }
        add(request, box);
        add(request, "picture", Path.of(what[what.length - 1]), client);
        add(request, "mask", mask, client);
        return request;
    }

    @Override
    Path out() {
        return out;
    }
}
