package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.limner.contracts.api.ModelDescription;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner models describe}: a model's layers. */
@Command(name = "describe", mixinStandardHelpOptions = true, description = "Lists a model's layers: what each makes of one picture, its parameters and multiply-adds.")
final class DescribeCommand implements Callable<Integer> {
    private static final List<String> HEADING = List.of("LAYER", "OUTPUT", "CALLS", "PARAMETERS", "MULTIPLY-ADDS");

    private final Context context;

    @Parameters(index = "0", paramLabel = "MODEL[@ALIAS]", description = "As in flowers-vae or flowers-vae@production.")
    private String model;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--out", paramLabel = "sheet.png", description = "Write what each direction of the model's noise changes: a row each.")
    private Path out;

    DescribeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (out != null) {
            byte[] sheet = context.client().traversals(model);
            Path folder = out.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Files.write(out, sheet);
            context.terminal().say("wrote " + out);
        }
        ModelDescription description = context.client().describe(model);
        if (json) {
            context.terminal().json(description);
            return 0;
        }
        context.terminal().result("%s, checkpoint %s: family %s, preset %s".formatted(description.model(),
                description.checkpoint(), description.family(), description.preset()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        description.layers().stream().filter(ModelDescription.Layer::paints).forEach(layer -> rows.add(row(layer)));
        rows.add(List.of("a picture painted", "", "", count(description.paintingParameters()),
                count(description.multiplyAdds())));
        description.layers().stream().filter(layer -> !layer.paints()).forEach(layer -> rows.add(row(layer)));
        rows.add(List.of("in training, forwards", "", "", count(description.parameters()),
                count(description.trainingMultiplyAdds())));
        context.terminal().table(rows);
        return 0;
    }

    private static List<String> row(ModelDescription.Layer layer) {
        String output = layer.output().stream().map(String::valueOf).collect(Collectors.joining("×"));
        return List.of("  " + layer.layer(), output, layer.calls() == 0 ? "" : Integer.toString(layer.calls()),
                count(layer.parameters()), count(layer.multiplyAdds()));
    }

    /** With a space at each thousand. */
    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}
