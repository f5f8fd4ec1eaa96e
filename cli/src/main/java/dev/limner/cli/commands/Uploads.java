package dev.limner.cli.commands;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.progress.ProgressLine;
import dev.limner.cli.progress.ProgressText;
import dev.limner.cli.sources.Upload;
import dev.limner.contracts.api.JobView;

/** Sends uploads, with their progress on a line of its own. */
public final class Uploads {
    private Uploads() {}

    /** Sends files to be made a version of a dataset; the import that has begun. */
    public static JobView send(Terminal terminal, LimnerClient client, String dataset, Upload upload) {
        long length = upload.body().length();
        try (ProgressLine line = terminal.progress()) {
            return client.importDataset(dataset, upload.body(), sent -> line.show("sending", (double) sent / length,
                    "%s of %s (%s)".formatted(ProgressText.bytes(sent), ProgressText.bytes(length),
                            upload.description())));
        }
    }
}
