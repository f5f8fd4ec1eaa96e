package dev.limner.models;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.models.settings.TrainingSettings;
import dev.limner.models.settings.Values;

/** Memory that the engine asked for and did not get, as a problem that says what would need less. */
final class Shortage {
    /** What PyTorch says on a CPU and on a GPU, and its libraries. */
    private static final Pattern SAID = Pattern
            .compile("can't allocate memory|not enough memory|bad_alloc|out of memory"
                    + "|STATUS_ALLOC_FAILED", Pattern.CASE_INSENSITIVE);
    private static final int MOST_PARTS = 256;

    private Shortage() {}

    /**
     * The problem with a training run, where memory is what it failed for.
     *
     * @param device {@code cpu} or {@code cuda:N}
     */
    static Optional<ProblemException> of(Throwable failure, Configuration configuration, String device) {
        boolean memory = failure instanceof OutOfMemoryError
                || failure.getMessage() != null && SAID.matcher(failure.getMessage()).find();
        return memory
                ? Optional.of(new ProblemException(ProblemType.OUT_OF_MEMORY, advice(configuration, device), failure))
                : Optional.empty();
    }

    private static String advice(Configuration configuration, String device) {
        TrainingSettings training = TrainingSettings.of(new Values(configuration.settings()));
        int batch = training.batch();
        int parts = training.accumulation();
        int atOnce = batch / parts;
        if (atOnce == 1) {
            return "%s has too little memory for this model with one picture at once: take smaller pictures, or a preset or settings with fewer channels"
                    .formatted(device);
        }
        String accumulate = IntStream.rangeClosed(parts + 1, Math.min(batch, MOST_PARTS))
                .filter(more -> batch % more == 0).boxed().findFirst()
                .map(more -> ", or accumulation %d, which changes nothing of what is learned".formatted(more))
                .orElse("");
        return "%s has too little memory for %d pictures at once (batch %d, accumulation %d): take batch %d%s"
                .formatted(
                        device, atOnce, batch, parts, atOnce / 2 * parts, accumulate);
    }
}
