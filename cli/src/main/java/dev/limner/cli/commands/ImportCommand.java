package dev.limner.cli.commands;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.sources.Preset;
import dev.limner.cli.sources.Presets;
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

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name, as in flowers.")
    private String dataset;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PATH", description = "A file or a folder.")
    private String path;

    @Option(names = "--preset", paramLabel = "mnist|fashion-mnist|cifar-10", description = "A published set instead of a PATH, checked by its SHA-256.")
    private String preset;

    @Option(names = "--from", paramLabel = "PATH", description = "Where the preset's files lie; downloaded from its public home unless given.")
    private Path from;

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

    @Option(names = "--add", description = "Add the pictures to those of the newest version, which makes a new one.")
    private boolean add;

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
        if (add) {
            upload.body().text("add", "true");
        }
        return follow(client, Uploads.send(context.terminal(), client, dataset, upload));
    }

    private Upload upload() {
        String name = path != null && path.startsWith(PRESET) ? path.substring(PRESET.length()) : preset;
        if (name == null) {
            if (path == null || from != null) {
                throw new CommandFailure("say what to import: a PATH, or --preset and, if you have it, --from");
            }
            return Upload.of(Path.of(path));
        }
        if (path != null && preset != null) {
            throw new CommandFailure("say either PATH or --preset; where a preset lies is said by --from");
        }
        Preset known = Presets.named(name).orElseThrow(() -> new CommandFailure("there is no preset '%s', but: %s"
                .formatted(name, Presets.ALL.stream().map(Preset::name).collect(Collectors.joining(", ")))));
        return from != null
                ? known.from(from)
                : known.find(context.cache(), context.terminal()::say).orElseThrow(() -> new CommandFailure(
                        "%s can be had from nowhere: download it and say where it is, --from FOLDER"
                                .formatted(known.title())));
    }
}
