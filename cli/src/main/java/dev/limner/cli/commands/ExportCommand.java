package dev.limner.cli.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;

import dev.limner.cli.client.DatasetVersions;
import dev.limner.cli.progress.ProgressText;
import dev.limner.contracts.names.DatasetReference;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner datasets export}: all pictures of a version with their labels, as a ZIP. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes a version as a ZIP of PNGs with its labels.")
final class ExportCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "DATASET[@V]", description = "As in flowers (its newest version) or flowers@3.")
    private String dataset;

    @Option(names = "--form", paramLabel = "folders|huggingface", defaultValue = "folders", description = "Class folders with labels.csv, or an image folder as Hugging Face's datasets library reads it [${DEFAULT-VALUE}].")
    private String form;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; flowers-3.zip unless given.")
    private Path out;

    ExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        DatasetVersions versions = context.client().versions();
        DatasetReference version = versions.resolve(dataset);
        Path file = out == null ? Path.of("%s-%d.zip".formatted(version.dataset(), version.version())) : out;
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream zip = versions.export(version, form)) {
            Files.copy(zip, part, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        context.terminal().say("wrote %s (%s)".formatted(file, ProgressText.bytes(Files.size(file))));
        return 0;
    }
}
