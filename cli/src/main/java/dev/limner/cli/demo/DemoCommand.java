package dev.limner.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.limner.cli.commands.Context;
import dev.limner.contracts.names.Budget;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limner demo}: the whole way, from pictures to pictures, on a stack of its own. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Starts a stack of its own, imports a real set of pictures, trains a model, paints new ones and "
        + "writes them to demo-output/.")
public final class DemoCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--data", paramLabel = "PATH|drawn", description = "What to learn: a folder or file of pictures, or the set that Limner draws itself. "
            + "Fashion-MNIST unless given: from Debian's package or downloaded.")
    private String data;

    @Option(names = "--keep", description = "Leave the stack running and print its address and key.")
    private boolean keep;

    @Option(names = "--budget", paramLabel = "90s|500k", defaultValue = "120s", description = "How long to train: time or images [${DEFAULT-VALUE}].")
    private String budget;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the pictures go (demo-output beside the programs).")
    private Path out;

    public DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = out == null ? context.root().resolve("demo-output") : out;
        return new Demo(context, folder, Budget.parse(budget)).run(data, keep);
    }
}
