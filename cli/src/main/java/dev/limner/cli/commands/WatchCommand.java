package dev.limner.cli.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code limner watch}: follows a job that runs. */
@Command(name = "watch", mixinStandardHelpOptions = true, description = "Shows a job's progress until it ends.")
final class WatchCommand extends JobOutput {
    @Parameters(index = "0", paramLabel = "JOB", description = "Its id.")
    private String job;

    WatchCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        var client = context.client();
        return follow(client, client.job(job));
    }
}
