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

    @Option(names = "--family", required = true, paramLabel = "F", description = "The kind of network: cnn, flow, gan, matting or vae.")
    private String family;

    @Option(names = "--dataset", required = true, paramLabel = "DATASET[@V]", description = "What it learns from; the newest version unless given.")
    private String dataset;

    @Option(names = "--preset", paramLabel = "P", description = "A named configuration of the family; its usual one unless given.")
    private String preset;

    @Option(names = "--budget", paramLabel = "90s|500k|2000steps", defaultValue = "120s", description = "Time (90s, 20m, 8h), images (500k, 2M) or steps (2000steps) [${DEFAULT-VALUE}].")
    private String budget;

    @Option(names = "--seed", paramLabel = "N", description = "Begins every random stream.")
    private Long seed;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a setting of the preset; repeatable. docs/reference/settings.md lists them all.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--device", paramLabel = "auto|cpu|cuda:N", description = "Where to train; the trainer's own choice unless given.")
    private String device;

    @Option(names = "--keep-checkpoints", paramLabel = "N", description = "How many of the newest are kept beside the best; the trainer's own number unless given.")
    private Integer keepCheckpoints;

    @Option(names = "--evaluate", arity = "0..1", fallbackValue = "2000", paramLabel = "SAMPLES", description = "Measures the model at the end by as many samples (${FALLBACK-VALUE} unless given); docs/guides/evaluation.md says how.")
    private Integer evaluationSamples;

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
        if (evaluationSamples != null) {
            settings.putIfAbsent("evaluationSamples", Integer.toString(evaluationSamples));
        }
        if (!settings.isEmpty()) {
            settings.forEach(run.putObject("settings")::put);
        }
        if (device != null) {
            run.put("device", device);
        }
        if (keepCheckpoints != null) {
            run.put("keepCheckpoints", keepCheckpoints);
        }
        LimnerClient client = context.client();
        return follow(client, client.train(run));
    }
}
