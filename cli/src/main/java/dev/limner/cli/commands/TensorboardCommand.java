package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import dev.limner.contracts.names.Names;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code limner tensorboard}: a run's event files, in a folder of the run's own; several runs can lie side by side. */
@Command(name = "tensorboard", mixinStandardHelpOptions = true, description = "Fetches what TensorBoard shows of a training run: losses, measures, grids.")
final class TensorboardCommand implements Callable<Integer> {
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9_-]+/(events\\.out\\.tfevents\\.[0-9-]+)");

    private final Context context;

    @Parameters(index = "0", paramLabel = "RUN", description = "Its id.")
    private String run;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FOLDER", defaultValue = "tensorboard", description = "Where to, with other runs' [${DEFAULT-VALUE}].")
    private Path folder;

    TensorboardCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path target = folder.resolve(Names.id("run", run));
        int files;
        try (ZipInputStream archive = new ZipInputStream(context.client().tensorboard(run))) {
            Files.createDirectories(target);
            clear(target);
            files = unpack(archive, target);
        }
        context.terminal().result("Event files: %d, in %s; look at them with: tensorboard --logdir %s"
                .formatted(files, target, folder));
        return 0;
    }

    /** What an earlier call fetched, which may have been replaced since. */
    private static void clear(Path target) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(target, "events.out.tfevents.*")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    private static int unpack(ZipInputStream archive, Path target) throws IOException {
        int files = 0;
        for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Matcher name = ENTRY.matcher(entry.getName());
            if (!name.matches()) {
                throw new CommandFailure("the server sent '%s', which is no event file".formatted(entry.getName()));
            }
            Files.copy(archive, target.resolve(name.group(1)), StandardCopyOption.REPLACE_EXISTING);
            files++;
        }
        return files;
    }
}
