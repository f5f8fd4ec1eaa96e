package dev.limner.cli.commands;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.pictures.PictureOutput;
import dev.limner.cli.pictures.Sampled;
import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner sample}: new pictures from a model. */
@Command(name = "sample", mixinStandardHelpOptions = true, description = "Makes new pictures with a model.")
final class SampleCommand extends JobOutput {
    private static final int WAIT_SECONDS = 20;

    @Parameters(index = "0", paramLabel = "MODEL[@ALIAS]", description = "As in flowers-vae or flowers-vae@production.")
    private String model;

    @Option(names = "--count", paramLabel = "N", defaultValue = "16", description = "How many [${DEFAULT-VALUE}].")
    private int count;

    @Option(names = "--label", paramLabel = "CLASS", description = "Of which class, by name or number; all in turn unless given.")
    private String label;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same pictures.")
    private Long seed;

    @Option(names = "--temperature", paramLabel = "T", description = "Spread of the noise, above 0 up to 2 (the preset's own).")
    private Double temperature;

    @Option(names = "--out", paramLabel = "grid.png|folder/", defaultValue = "samples.png", description = "One sheet of all, or a folder of single pictures [${DEFAULT-VALUE}].")
    private Path out;

    SampleCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        LimnerClient client = context.client();
        ObjectNode wanted = Json.MAPPER.createObjectNode().put("operation", "sample").put("model", model)
                .put("count", count);
        if (label != null) {
            wanted.put("label", label);
        }
        if (seed != null) {
            wanted.put("seed", seed);
        }
        if (temperature != null) {
            wanted.put("temperature", temperature);
        }
        JobView job = client.generate(wanted, detach ? 0 : WAIT_SECONDS);
        int code = follow(client, job);
        if (code == 0 && !detach) {
            JobView done = client.job(job.id());
            PictureOutput.write(Sampled.of(client, done), out);
            context.terminal().say("wrote " + out);
        }
        return code;
    }
}
