package dev.limner.cli.commands;

import java.util.List;

import dev.limner.cli.progress.JobProgress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limner jobs}: what was asked for, and how far it is. */
@Command(name = "jobs", mixinStandardHelpOptions = true, description = "Lists jobs, newest first.")
final class JobsCommand extends ListOutput {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many [${DEFAULT-VALUE}].")
    private int limit;

    JobsCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        return show(context.client().jobs(limit), List.of("JOB", "KIND", "SUBJECT", "STATE", "AGE", "PROGRESS"),
                job -> List.of(job.id(), job.kind(), job.subject() == null ? "" : job.subject(), job.state(),
                        ago(job.createdAt()), job.problem() != null
                                ? job.problem().detail()
                                : job.progress() == null ? "" : JobProgress.of(job).text()));
    }
}
