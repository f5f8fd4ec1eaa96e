package dev.limner.cli.commands;

import dev.limner.cli.client.DatasetVersions;
import dev.limner.cli.client.LimnerClient;
import dev.limner.contracts.api.DependentsView;
import dev.limner.contracts.names.DatasetReference;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner datasets delete}: removes a version for good, after saying what depends on it. */
@Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes a version for good. What depends on it is listed first, and then it stays, unless forced.")
final class DeleteCommand extends JobOutput {
    @Parameters(index = "0", paramLabel = "DATASET@V", description = "With its number, as in flowers@3.")
    private String dataset;

    @Option(names = "--force", description = "Delete it although models or runs depend on it.")
    private boolean force;

    DeleteCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        DatasetReference version = DatasetReference.parse(dataset);
        if (version.asked().isEmpty()) {
            throw new CommandFailure(
                    "'%s' names no version: say which is to go, as in %s@1".formatted(dataset, dataset));
        }
        LimnerClient client = context.client();
        DatasetVersions versions = client.versions();
        DependentsView dependents = versions.dependents(version);
        dependents.models().forEach(model -> context.terminal().say("the model %s was trained on it".formatted(model)));
        dependents.runs()
                .forEach(run -> context.terminal().say("the training run %s may be reading it".formatted(run)));
        return follow(client, versions.delete(version, force));
    }
}
