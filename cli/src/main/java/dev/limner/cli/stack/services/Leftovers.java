package dev.limner.cli.stack.services;

import java.time.Duration;
import java.util.List;
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
                end(mark, process);
            });
        }
    }

    private static void end(ProcessMark mark, ProcessHandle process) {
        try {
            process.destroy();
            if (!mark.awaitEnd(GRACE)) {
                process.destroyForcibly();
                mark.awaitEnd(GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while process %d ended".formatted(process.pid()), e);
        }
    }
}
