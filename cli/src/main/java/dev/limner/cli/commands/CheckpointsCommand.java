package dev.limner.cli.commands;

import java.util.List;

import dev.limner.cli.progress.ProgressText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code limner checkpoints}: those of a model, newest first. */
@Command(name = "checkpoints", mixinStandardHelpOptions = true, description = "Lists a model's checkpoints.")
final class CheckpointsCommand extends ListOutput {
    private static final int DIGEST = 12;

    @Parameters(index = "0", paramLabel = "MODEL", description = "Its name.")
    private String model;

    CheckpointsCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        return show(context.client().model(model).checkpoints(),
                List.of("CHECKPOINT", "IMAGES", "FAMILY", "PRESET", "DATASET", "DIGEST", "AGE"),
                checkpoint -> List.of(checkpoint.checkpoint(), ProgressText.count(checkpoint.images()),
                        checkpoint.family(), checkpoint.preset(), String.valueOf(checkpoint.dataset()),
                        checkpoint.digest().substring(0, Math.min(DIGEST, checkpoint.digest().length())),
                        ago(checkpoint.publishedAt())));
    }
}
