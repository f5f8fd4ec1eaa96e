package dev.limner.cli.commands;

import dev.limner.cli.client.JobWatch;
import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.progress.JobProgress;
import dev.limner.cli.progress.ProgressLine;
import dev.limner.contracts.api.JobView;

/** Shows a job's progress until it ends, and what became of it. */
public final class Following {
    private final Terminal terminal;
    private final LimnerClient client;

    public Following(Terminal terminal, LimnerClient client) {
        this.terminal = terminal;
        this.client = client;
    }

    /** Waits for a job's end, with its progress on a line of its own. */
    public JobView untilItEnds(String id) throws InterruptedException {
        try (ProgressLine line = terminal.progress()) {
            return new JobWatch(client, job -> {
                JobProgress progress = JobProgress.of(job);
                line.show(progress.name(), progress.share(), progress.text());
            }).untilItEnds(id);
        }
    }

    /** The exit code that a job's end deserves, after having said what went wrong. */
    public int verdict(JobView job) {
        if (job.succeeded() || job.state().equals("stopped")) {
            return 0;
        }
        String why = job.problem() == null ? "" : ": " + job.problem().title() + ": " + job.problem().detail();
        terminal.say("%s %s %s%s".formatted(job.kind(), job.id(), job.state(), why));
        return 1;
    }
}
