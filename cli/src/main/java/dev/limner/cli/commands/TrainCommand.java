package dev.limner.cli.commands;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.LimnerClient;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.Budget;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner train}: a training run. */
@Command(name = "train", mixinStandardHelpOptions = true, description = "Trains a model on a dataset version.")
final class TrainCommand extends JobOutput {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Its name, as in flowers-vae.")
    private String model;

    @Option(names = "--family", required = true, paramLabel = "F", description = "The kind of network: vae.")
    private String family;

    @Option(names = "--dataset", required = true, paramLabel = "DATASET[@V]", description = "What it learns from; the newest version unless given.")
    private String dataset;

    @Option(names = "--preset", paramLabel = "P", description = "A named configuration of the family.")
    private String preset;

    @Option(names = "--budget", paramLabel = "90s|500k", defaultValue = "120s", description = "Time (90s, 20m) or images (500k, 2M) [${DEFAULT-VALUE}].")
    private String budget;

    @Option(names = "--seed", paramLabel = "N", description = "Begins every random stream.")
    private Long seed;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a setting of the preset; repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    TrainCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode run = Json.MAPPER.createObjectNode().put("model", model).put("family", family)
                .put("dataset", dataset).put("budget", Budget.parse(budget).toString());
        if (preset != null) {
            run.put("preset", preset);
        }
        if (seed != null) {
            run.put("seed", seed);
        }
        if (!settings.isEmpty()) {
            settings.forEach(run.putObject("settings")::put);
        }
        LimnerClient client = context.client();
        return follow(client, client.train(run));
    }
}
