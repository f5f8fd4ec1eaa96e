package dev.limner.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * Waits for one dependency, however long it takes, and then keeps an eye on it. It says once that the dependency is away
 * and why, and once that it is back; in between {@link #problem} says it to whoever asks.
 */
final class DependencyWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DependencyWatch.class);

    private final Dependency dependency;
    private final Duration interval;
    private final CompletableFuture<Void> established = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile String problem;

    /**
     * @param interval between two tries
     */
    DependencyWatch(Dependency dependency, Duration interval) {
        this.dependency = dependency;
        this.interval = interval;
        this.problem = "not reached yet";
        this.thread = new Thread(this::watch, "limner-watch-" + dependency.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    String name() {
        return dependency.name();
    }

    /** Completes once the dependency has been made usable for the first time. */
    CompletionStage<Void> established() {
        return established.minimalCompletionStage();
    }

    /** Why the dependency is not usable now; empty where it is. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Tries once. */
    void look() {
        try {
            if (established.isDone()) {
                dependency.check();
            } else {
                dependency.establish();
            }
            if (problem != null && established.isDone()) {
                LOG.infof("%s is back", dependency.name());
            }
            problem = null;
            established.complete(null);
        } catch (Exception e) {
            said(e);
        }
    }

    private void said(Exception failure) {
        if (closing.getCount() == 0) {
            return;
        }
        String reason = Reasons.of(failure);
        if (problem == null || !established.isDone() && !reason.equals(problem)) {
            LOG.warnf("%s is away, waiting for it: %s", dependency.name(), reason);
        }
        problem = reason;
    }

    private void watch() {
        try {
            do {
                look();
            } while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debugf("%s is no longer watched", dependency.name());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
