package dev.limner.cli.stack.services;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.limner.cli.stack.state.ProcessMark;
import dev.limner.cli.stack.state.StackRecord;

/** Ends what a stack that was killed has left running: its record says which processes were its children. */
public final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private Leftovers() {}

    /** Ends the record's child processes, gently first, services before servers, and waits for each. */
    public static void end(StackRecord record, Consumer<String> progress) {
        List<String> parts = record.processes().keySet().stream()
                .sorted((a, b) -> Boolean.compare(Service.named(a).isEmpty(), Service.named(b).isEmpty())).toList();
        for (String part : parts) {
            ProcessMark mark = record.processes().get(part);
            mark.find().ifPresent(process -> {
                progress.accept("ending %s (process %d), left over from a stack that was killed"
                        .formatted(part, process.pid()));
                process.destroy();
                if (!ended(process)) {
                    process.destroyForcibly();
                    ended(process);
                }
            });
        }
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("process %d cannot be waited for".formatted(process.pid()), e);
        }
    }
}
