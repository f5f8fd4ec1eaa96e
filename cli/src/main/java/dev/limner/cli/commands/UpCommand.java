package dev.limner.cli.commands;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import dev.limner.cli.launching.DetachedStack;
import dev.limner.cli.launching.Logs;
import dev.limner.cli.stack.Stack;
import dev.limner.cli.stack.StackOptions;
import dev.limner.cli.stack.Stopwatch;
import dev.limner.cli.stack.state.Secrets;
import dev.limner.cli.stack.state.StackRecord;
import dev.limner.cli.stack.state.StateFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limner up}: the stack in the background, or here until Ctrl-C. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts Kafka, PostgreSQL, S3 and the four services, and returns when they are ready.")
final class UpCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--port", paramLabel = "N", defaultValue = "0", showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER, description = "The gateway's port (8080, or the next that is free).")
    private int port;

    @Option(names = "--foreground", description = "Stay here until Ctrl-C.")
    private boolean foreground;

    @Option(names = "--json", description = "Print address and key as JSON.")
    private boolean json;

    UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        StateFolder folder = context.state();
        StackRecord record = StackRecord.find(folder).filter(StackRecord::alive).orElse(null);
        if (record != null) {
            context.terminal().say(record.ready() ? "Limner runs already." : "Limner is starting already.");
            announce(folder, record);
            return 0;
        }
        return foreground ? here(folder) : detached(folder);
    }

    private int detached(StateFolder folder) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        Logs.rotate(folder.make());
        StackRecord record = new DetachedStack(folder).start(port, 0, line -> context.terminal().say("  " + line));
        context.terminal().say("Limner is ready after %s.".formatted(watch));
        announce(folder, record);
        return 0;
    }

    private int here(StateFolder folder) throws InterruptedException {
        Logs.rotate(folder.make());
        StackOptions options = StackOptions.of(context.root(), folder.path()).withPort(port)
                .withProgress(line -> context.terminal().say("  " + line));
        try (Stack stack = Stack.start(options)) {
            announce(folder, StackRecord.find(folder).orElseThrow());
            context.terminal().say("Ctrl-C stops it.");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private void announce(StateFolder folder, StackRecord record) {
        String key = Secrets.find(folder).map(Secrets::apiKey).orElse("");
        if (json) {
            context.terminal().json(new Address(record.gateway().toString(), key));
        } else {
            context.terminal().result("address  " + record.gateway());
            context.terminal().result("key      " + key);
        }
    }

    /** What {@code --json} prints. */
    private record Address(String url, String key) {}
}
