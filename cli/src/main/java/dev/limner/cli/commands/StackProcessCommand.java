package dev.limner.cli.commands;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import dev.limner.cli.stack.Stack;
import dev.limner.cli.stack.StackOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code limner up} starts in the background: the stack, until it is asked to end. */
@Command(name = "stack-process", hidden = true)
final class StackProcessCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--port", defaultValue = "0")
    private int port;

    @Option(names = "--with", defaultValue = "0", description = "End when this process ends; 0 for none.")
    private long protector;

    StackProcessCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (protector != 0) {
            // However it ended: a shutdown hook closes the stack, also while it is starting.
            ProcessHandle.of(protector).ifPresentOrElse(
                    process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(1));
        }
        StackOptions options = StackOptions.of(context.root(), context.state().path()).withPort(port)
                .withCache(context.cache()).withProgress(line -> context.terminal().result(line));
        try (Stack stack = Stack.start(options)) {
            new CountDownLatch(1).await();
            return 0;
        } catch (RuntimeException e) {
            // On the log that `up` repeats; the handler's own words go to the servers' log.
            context.terminal().result(LimnerCommand.message(e));
            throw e;
        }
    }
}
