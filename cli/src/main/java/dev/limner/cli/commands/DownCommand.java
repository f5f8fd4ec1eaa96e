package dev.limner.cli.commands;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;

import dev.limner.cli.launching.DetachedStack;
import dev.limner.cli.stack.Stopwatch;
import dev.limner.cli.stack.state.StateFolder;

import picocli.CommandLine.Command;

/** {@code limner down}: ends the stack of this folder, and a demonstration's that was kept. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops everything. What was made stays, and the next 'up' finds it again.")
final class DownCommand implements Callable<Integer> {
    private final Context context;

    DownCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        boolean any = false;
        for (StateFolder folder : new LinkedHashSet<>(List.of(context.state(), context.demoState()))) {
            any |= new DetachedStack(folder).stop();
        }
        context.terminal().say(any ? "Limner is down after %s.".formatted(watch) : "Limner does not run here.");
        return 0;
    }
}
