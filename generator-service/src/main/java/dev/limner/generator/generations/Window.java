package dev.limner.generator.generations;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

/** Lets a few tasks be under way at once, and says when the next may begin. */
final class Window {
    private static final Logger LOG = Logger.getLogger(Window.class);

    private final int most;
    private int underWay;
    private CompletableFuture<Void> free = CompletableFuture.completedFuture(null);

    /**
     * @param most tasks at once, 1 and up
     */
    Window(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("%d tasks at once: 1 and up".formatted(most));
        }
        this.most = most;
    }

    /**
     * Begins a task.
     *
     * @return completes once another may begin
     */
    CompletionStage<Void> begin(Supplier<CompletionStage<Void>> task) {
        CompletionStage<Void> next;
        synchronized (this) {
            underWay++;
            if (underWay >= most && free.isDone()) {
                free = new CompletableFuture<>();
            }
            next = free;
        }
        task.get().whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("A request ended without an answer; it is delivered again after a restart", failure);
            }
            end();
        });
        return next;
    }

    private void end() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            underWay--;
            waiting = free;
        }
        waiting.complete(null);
    }
}
