package dev.limner.cli.commands;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.DatasetVersions;
import dev.limner.cli.client.LimnerClient;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.Transform;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner augment}: a larger, labelled version. */
@Command(name = "augment", mixinStandardHelpOptions = true, description = "Makes a larger version of a labelled one: variations of its training pictures, and pictures that a model paints.")
final class AugmentCommand extends JobOutput {
    @Parameters(index = "0", paramLabel = "DATASET[@V]", description = "As in flowers (its newest version) or flowers@3.")
    private String dataset;

    @Option(names = "--times", paramLabel = "X", description = "Training pictures afterwards for each one before, 1 to 100 (2).")
    private Double times;

    @Option(names = "--balance", description = "Give each class as many as the largest, times X.")
    private boolean balance;

    @Option(names = "--transforms", split = ",", paramLabel = "flip,shift,rotate,colour", description = "What to do to pictures; shift,rotate,colour unless given.")
    private List<Transform> transforms;

    @Option(names = "--model", paramLabel = "MODEL[@ALIAS]", description = "Paints some of the new pictures, class by class.")
    private String model;

    @Option(names = "--model-share", paramLabel = "SHARE", description = "The share of the new pictures that it paints, 0 to 1 (0.5).")
    private Double modelShare;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same version.")
    private Long seed;

    @Option(names = "--into", paramLabel = "DATASET", description = "The dataset that gets the version; the same one unless given.")
    private String into;

    AugmentCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        LimnerClient client = context.client();
        DatasetVersions versions = client.versions();
        ObjectNode wanted = Json.MAPPER.createObjectNode().put("balance", balance);
        if (times != null) {
            wanted.put("times", times);
        }
        if (transforms != null) {
            ArrayNode names = wanted.putArray("transforms");
            transforms.forEach(each -> names.add(each.name().toLowerCase(Locale.ROOT)));
        }
        if (model != null) {
            wanted.put("model", model);
        }
        if (modelShare != null) {
            wanted.put("modelShare", modelShare);
        }
        if (seed != null) {
            wanted.put("seed", seed);
        }
        if (into != null) {
            wanted.put("into", into);
        }
        return follow(client, versions.augment(versions.resolve(dataset), wanted));
    }
}
