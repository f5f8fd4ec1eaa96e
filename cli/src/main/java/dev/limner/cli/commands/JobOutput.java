package dev.limner.cli.commands;

import java.util.concurrent.Callable;

import dev.limner.cli.client.LimnerClient;
import dev.limner.contracts.api.JobView;

import picocli.CommandLine.Option;

/** What every command that begins a job has in common: it waits and shows progress, or prints the id and returns. */
abstract class JobOutput implements Callable<Integer> {
    final Context context;

    @Option(names = "--detach", description = "Print the job's id and return at once.")
    boolean detach;

    @Option(names = "--json", description = "Print the job as JSON when it has ended (with --detach: at once).")
    boolean json;

    JobOutput(Context context) {
        this.context = context;
    }

    /** Follows a job that has just begun. */
    final int follow(LimnerClient client, JobView begun) throws InterruptedException {
        if (detach) {
            print(begun);
            return 0;
        }
        Following following = new Following(context.terminal(), client);
        JobView job = following.untilItEnds(begun.id());
        if (json) {
            context.terminal().json(job);
        } else if (job.succeeded()) {
            context.terminal().result(summary(job));
        } else if (job.state().equals("stopped")) {
            context.terminal().result("stopped; `limner resume %s` goes on with it".formatted(job.id()));
        }
        return following.verdict(job);
    }

    private void print(JobView job) {
        if (json) {
            context.terminal().json(job);
        } else {
            context.terminal().result(job.id());
        }
    }

    /** What a job has made, in a line. */
    String summary(JobView job) {
        return Summaries.of(job);
    }
}
