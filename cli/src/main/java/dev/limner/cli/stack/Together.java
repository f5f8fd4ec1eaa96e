package dev.limner.cli.stack;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does several things at once and waits for all of them, also where one fails. */
final class Together {
    private Together() {}

    /** @throws RuntimeException the first failure, with the others suppressed */
    static void run(List<Runnable> tasks) {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<Void>> all = tasks.stream()
                    .map(task -> CompletableFuture.runAsync(task, executor)).toList();
            RuntimeException failure = null;
            for (CompletableFuture<Void> each : all) {
                try {
                    each.join();
                } catch (CompletionException e) {
                    RuntimeException cause = e.getCause() instanceof RuntimeException known
                            ? known
                            : new IllegalStateException(e.getCause());
                    if (failure == null) {
                        failure = cause;
                    } else {
                        failure.addSuppressed(cause);
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
        } finally {
            executor.shutdown();
        }
    }
}
