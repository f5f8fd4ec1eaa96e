package dev.limner.cli.commands;

import java.util.concurrent.Callable;
import java.util.function.BiFunction;

import dev.limner.cli.client.LimnerClient;
import dev.limner.contracts.api.JobView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limner stop}, {@code resume} and {@code cancel}: says to a job what to do, and returns. */
@Command(mixinStandardHelpOptions = true, description = "Tells a job to stop (a training run's pause), resume or cancel.")
final class ControlCommand implements Callable<Integer> {
    private final Context context;
    private final String action;
    private final BiFunction<LimnerClient, String, JobView> request;

    @Parameters(index = "0", paramLabel = "JOB", description = "Its id.")
    private String job;

    @Option(names = "--json", description = "Print the job as JSON.")
    private boolean json;

    ControlCommand(Context context, String action, BiFunction<LimnerClient, String, JobView> request) {
        this.context = context;
        this.action = action;
        this.request = request;
    }

    @Override
    public Integer call() {
        JobView told = request.apply(context.client(), job);
        if (json) {
            context.terminal().json(told);
        } else {
            context.terminal().result("%s: asked to %s; `limner watch %s` shows what becomes of it"
                    .formatted(told.id(), action, told.id()));
        }
        return 0;
    }
}
