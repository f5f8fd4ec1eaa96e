package dev.limner.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.cli.progress.ProgressText;
import dev.limner.contracts.api.JobView;

/** What a job that succeeded has made, in a line. */
public final class Summaries {
    private Summaries() {}

    public static String of(JobView job) {
        JsonNode result = job.result();
        if (result == null || result.isNull()) {
            return job.kind() + " " + job.id() + " " + job.state();
        }
        return switch (job.kind()) {
            case "import", "selection", "augmentation" -> imported(result);
            case "deletion" -> "%s@%d is gone".formatted(result.path("dataset").asText(),
                    result.path("version").asInt());
            case "training-run" -> "%s: checkpoint %s after %s images".formatted(result.path("model").asText(),
                    result.path("checkpoint").asText(), ProgressText.count(result.path("images").asDouble()));
            default -> generated(result);
        };
    }

    private static String generated(JsonNode result) {
        String made = result.path("operation").asText().equals("sample")
                ? ProgressText.count(result.path("count").asInt()) + " pictures"
                : "%s: %s".formatted(result.path("operation").asText(), result.path("count").asInt() == 1
                        ? "1 picture"
                        : ProgressText.count(result.path("count").asInt()) + " pictures");
        String seed = result.hasNonNull("seed") ? "seed " + result.path("seed").asText() : "";
        return result.hasNonNull("model")
                ? "%s by %s (checkpoint %s, %s)".formatted(made, result.path("model").asText(),
                        result.path("checkpoint").asText(), seed)
                : seed.isEmpty() ? made : "%s (%s)".formatted(made, seed);
    }

    private static String imported(JsonNode result) {
        StringBuilder line = new StringBuilder("%s@%d: %s pictures to train on, %s held out, %d×%d %s, %d classes"
                .formatted(result.path("dataset").asText(), result.path("version").asInt(),
                        ProgressText.count(result.path("train").asDouble()),
                        ProgressText.count(result.path("heldOut").asDouble()), result.path("width").asInt(),
                        result.path("height").asInt(), result.path("colour").asText(),
                        result.path("classes").size()));
        if (result.path("existing").asBoolean()) {
            line.append("; the same content was there already");
        }
        if (result.path("duplicates").asLong() > 0) {
            line.append("; ").append(ProgressText.count(result.path("duplicates").asDouble()))
                    .append(" exact duplicates left out");
        }
        if (result.path("refused").asLong() > 0) {
            line.append("; ").append(ProgressText.count(result.path("refused").asDouble())).append(" refused");
        }
        return line.toString();
    }
}
