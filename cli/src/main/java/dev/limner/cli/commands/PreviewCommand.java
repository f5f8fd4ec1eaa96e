package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.limner.cli.client.DatasetVersions;
import dev.limner.contracts.names.DatasetReference;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner datasets preview}: a contact sheet of a version, of one class, or a single picture. */
@Command(name = "preview", mixinStandardHelpOptions = true, description = "Writes a picture of some pictures of each class, of one class, or a single one.")
final class PreviewCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "DATASET[@V]", description = "As in flowers (its newest version) or flowers@3.")
    private String dataset;

    @Option(names = "--class", paramLabel = "NAME", description = "Pictures of that class alone.")
    private String className;

    @Option(names = "--index", paramLabel = "N", description = "The picture of that number alone, as reports name it.")
    private Long index;

    @Option(names = "--split", paramLabel = "train|held-out", defaultValue = "train", description = "Where --index counts [${DEFAULT-VALUE}].")
    private String split;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "preview.png", description = "Where to write it [${DEFAULT-VALUE}].")
    private Path out;

    PreviewCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        DatasetVersions versions = context.client().versions();
        DatasetReference version = versions.resolve(dataset);
        Files.write(out, index == null
                ? versions.preview(version, className)
                : versions.picture(version, split, index));
        context.terminal().say("wrote " + out);
        return 0;
    }
}
