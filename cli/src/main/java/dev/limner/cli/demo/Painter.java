package dev.limner.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.cli.client.JobWatch;
import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.commands.CommandFailure;
import dev.limner.cli.pictures.Sampled;
import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.Json;

/** Asks for pictures, and remembers how long each answer took. */
final class Painter {
    private static final long SEED = 7;
    private static final int WAIT_SECONDS = 30;

    private final LimnerClient client;
    private final String model;
    private final List<Long> millis = new ArrayList<>();

    Painter(LimnerClient client, String model) {
        this.client = client;
        this.model = model;
    }

    /** @param label a class, or null for all in turn */
    Sampled paint(String label, int count) throws IOException, InterruptedException {
        ObjectNode wanted = Json.MAPPER.createObjectNode().put("operation", "sample").put("model", model)
                .put("count", count).put("seed", SEED);
        if (label != null) {
            wanted.put("label", label);
        }
        long began = System.nanoTime();
        Sampled sampled = ask(wanted);
        millis.add((System.nanoTime() - began) / 1_000_000);
        return sampled;
    }

    /** What comes of a request, the fields of a generation command and {@code operation}. */
    Sampled ask(ObjectNode wanted) throws IOException, InterruptedException {
        JobView job = client.generate(wanted, WAIT_SECONDS);
        if (!job.ended()) {
            job = new JobWatch(client, seen -> {}).untilItEnds(job.id());
        }
        if (!job.succeeded()) {
            throw new CommandFailure("%s %s: %s".formatted(wanted.path("operation").asText(), job.state(),
                    job.problem() == null ? "no reason given" : job.problem().detail()));
        }
        return Sampled.of(client, job);
    }

    String model() {
        return model;
    }

    /** How long requests took, from asking to having every picture. */
    String timing() {
        List<Long> sorted = millis.stream().sorted().toList();
        return String.format(Locale.ROOT, "%d requests, median %d ms, longest %d ms", sorted.size(),
                sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
