package dev.limner.cli.commands;

import java.nio.file.Path;
import java.util.Locale;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.sources.FashionMnist;
import dev.limner.cli.sources.Upload;
import dev.limner.contracts.messages.ColourChoice;
import dev.limner.contracts.messages.Fit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner import}: pictures of this machine become a dataset version. */
@Command(name = "import", mixinStandardHelpOptions = true, description = "Makes a dataset version of pictures: a folder (innermost folder = class), a zip, a tar (plain, gzip, zstandard), IDX files or CIFAR batches.")
final class ImportCommand extends JobOutput {
    private static final String PRESET = "preset:";
    private static final String FASHION_MNIST = "fashion-mnist";

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name, as in flowers.")
    private String dataset;

    @Parameters(index = "1", paramLabel = "PATH", description = "A file, a folder, or preset:fashion-mnist.")
    private String path;

    @Option(names = "--size", paramLabel = "N|recommended", description = "Side of the stored pictures, 16 to 256 pixels, or one chosen from them.")
    private String size;

    @Option(names = "--fit", paramLabel = "crop|pad|stretch", description = "How pictures that are not square become so; crop unless given.")
    private Fit fit;

    @Option(names = {"--colour",
            "--color"}, paramLabel = "grey|rgb|rgba|recommended", description = "What to store; the pictures' own colour unless given, transparency laid over white.")
    private ColourChoice colour;

    @Option(names = "--max-refused", paramLabel = "SHARE", description = "The share of refused pictures above which the import fails (0.01).")
    private Double maxRefused;

    @Option(names = "--labels", paramLabel = "FILE", description = "CSV (path,label,split) or JSON lines that name the pictures' classes, where folders do not.")
    private Path labels;

    ImportCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        LimnerClient client = context.client();
        Upload upload = upload();
        if (labels != null) {
            upload.labels(labels);
        }
        if (size != null) {
            upload.body().text("size", size);
        }
        if (fit != null) {
            upload.body().text("fit", fit.name().toLowerCase(Locale.ROOT));
        }
        if (colour != null) {
            upload.body().text("colour", colour.name().toLowerCase(Locale.ROOT));
        }
        if (maxRefused != null) {
            upload.body().text("maxRefusedShare", maxRefused.toString());
        }
        return follow(client, Uploads.send(context.terminal(), client, dataset, upload));
    }

    private Upload upload() {
        if (!path.startsWith(PRESET)) {
            return Upload.of(Path.of(path));
        }
        if (!path.equals(PRESET + FASHION_MNIST)) {
            throw new CommandFailure("there is no '%s': the only preset is %s%s".formatted(path, PRESET,
                    FASHION_MNIST));
        }
        Path folder = FashionMnist.find(context.cache(), context.terminal()::say).orElseThrow(() -> new CommandFailure(
                "Fashion-MNIST can be had from nowhere: install Debian's dataset-fashion-mnist, or name a folder"));
        return Upload.of(folder).classes(FashionMnist.CLASSES);
    }
}
