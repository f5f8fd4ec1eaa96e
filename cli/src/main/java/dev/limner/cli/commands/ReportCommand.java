package dev.limner.cli.commands;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.cli.client.DatasetVersions;
import dev.limner.cli.datasets.ReportText;
import dev.limner.contracts.names.DatasetReference;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner datasets report}: what a version holds, what was left out and why, and what stands out. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Shows a version's admission report: what was counted, refused and left out, near-duplicates, outliers, advice.")
final class ReportCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "DATASET[@V]", description = "As in flowers (its newest version) or flowers@3.")
    private String dataset;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ReportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        DatasetVersions versions = context.client().versions();
        DatasetReference version = versions.resolve(dataset);
        JsonNode report = versions.report(version);
        if (json) {
            context.terminal().json(report);
        } else {
            ReportText.of(version.toString(), report).forEach(context.terminal()::result);
        }
        return 0;
    }
}
