package dev.limner.cli.commands;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.DatasetVersions;
import dev.limner.cli.client.LimnerClient;
import dev.limner.contracts.messages.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner datasets select}: a version of some of another's pictures. */
@Command(name = "select", mixinStandardHelpOptions = true, description = "Makes a version of some of a version's pictures. Held-out pictures stay, but for those of other classes.")
final class SelectCommand extends JobOutput {
    @Parameters(index = "0", paramLabel = "DATASET[@V]", description = "As in flowers (its newest version) or flowers@3.")
    private String dataset;

    @Option(names = "--class", paramLabel = "NAME", description = "A class to keep; may be repeated. All unless given.")
    private List<String> classes;

    @Option(names = "--per-class", paramLabel = "N", description = "At most so many training pictures of each class.")
    private Integer perClass;

    @Option(names = "--without-near-duplicates", description = "Leave out training pictures that are nearly the same as another.")
    private boolean withoutNearDuplicates;

    @Option(names = "--without-outliers", description = "Leave out training pictures that are unlike their class.")
    private boolean withoutOutliers;

    @Option(names = "--into", paramLabel = "DATASET", description = "The dataset that gets the version; the same one unless given.")
    private String into;

    SelectCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        LimnerClient client = context.client();
        DatasetVersions versions = client.versions();
        ObjectNode wanted = Json.MAPPER.createObjectNode();
        if (classes != null) {
            classes.forEach(wanted.putArray("classes")::add);
        }
        if (perClass != null) {
            wanted.put("perClass", perClass);
        }
        if (into != null) {
            wanted.put("into", into);
        }
        wanted.put("withoutNearDuplicates", withoutNearDuplicates).put("withoutOutliers", withoutOutliers);
        return follow(client, versions.select(versions.resolve(dataset), wanted));
    }
}
