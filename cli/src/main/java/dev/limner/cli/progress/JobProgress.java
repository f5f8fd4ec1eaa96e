package dev.limner.cli.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.api.JobView;

/**
 * What a job's newest progress event says, as a share and a line of text.
 *
 * @param name  what is going on
 * @param share how much of it is done, 0 to 1; NaN where that is not known
 * @param text  what else there is to say
 */
public record JobProgress(String name, double share, String text) {
    private static final long MOST_SECONDS = 100L * 24 * 3600;

    /** Reads a job as it is now. */
    public static JobProgress of(JobView job) {
        JsonNode progress = job.progress();
        if (job.succeeded()) {
            return new JobProgress(name(job), 1,
                    "done" + (progress == null || text(job, progress).isEmpty() ? "" : ": " + text(job, progress)));
        }
        if (progress == null || progress.isNull()) {
            return new JobProgress(name(job), Double.NaN, job.state());
        }
        return new JobProgress(name(job), share(job, progress), text(job, progress));
    }

    private static String name(JobView job) {
        return switch (job.kind()) {
            case "import" -> "importing";
            case "selection" -> "selecting";
            case "augmentation" -> "augmenting";
            case "deletion" -> "deleting";
            case "training-run" -> "training";
            case "generation" -> sampling(job) ? "sampling" : job.request().get("operation").asText();
            default -> job.kind();
        };
    }

    /** Other generations tell their progress in hundredths. */
    private static boolean sampling(JobView job) {
        return job.request() == null || job.request().path("operation").asText("sample").equals("sample");
    }

    private static double share(JobView job, JsonNode progress) {
        boolean training = job.kind().equals("training-run");
        double done = progress.path(training ? "images" : "done").asDouble();
        double total = progress.path(training ? "budgetImages" : "total").asDouble();
        return total > 0 ? done / total : Double.NaN;
    }

    private static String text(JobView job, JsonNode progress) {
        List<String> words = new ArrayList<>();
        if (job.kind().equals("training-run")) {
            words.add(ProgressText.count(progress.path("images").asDouble()) + " images");
            words.add(ProgressText.count(progress.path("imagesPerSecond").asDouble()) + "/s");
            progress.path("losses").properties().forEach(loss -> words
                    .add(String.format(Locale.ROOT, "%s %.4g", loss.getKey(), loss.getValue().asDouble())));
            if (!job.ended()) {
                words.add("ETA " + ProgressText.clock(Duration.ofSeconds(
                        Math.min(MOST_SECONDS, Math.round(progress.path("etaSeconds").asDouble())))));
            }
        } else {
            if (progress.hasNonNull("stage") && !job.ended()) {
                words.add(progress.get("stage").asText());
            }
            // The last report is best effort: what has succeeded is complete.
            if (!job.kind().equals("generation") || sampling(job)) {
                words.add(
                        ProgressText.count(progress.path(job.succeeded() ? "total" : "done").asDouble()) + " pictures");
            }
            if (progress.path("refused").asLong() > 0) {
                words.add(ProgressText.count(progress.path("refused").asDouble()) + " refused");
            }
            if (progress.hasNonNull("bytes")) {
                words.add(ProgressText.bytes(progress.get("bytes").asLong()));
            }
            if (progress.hasNonNull("etaSeconds") && !job.ended()) {
                words.add(ProgressText.count(progress.path("perSecond").asDouble()) + "/s");
                words.add("ETA " + ProgressText.clock(Duration.ofSeconds(
                        Math.min(MOST_SECONDS, Math.round(progress.get("etaSeconds").asDouble())))));
            }
        }
        return String.join("  ", words);
    }
}
