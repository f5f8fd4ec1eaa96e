package dev.limner.cli.stack.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.limner.cli.stack.state.ProcessMark;

/**
 * A service as a child process that is started again whenever it dies, until it is told to stop. Whether it is wanted
 * and which process it is change together, under this object's lock: so a process that dies while it is being stopped
 * stays dead, and no two are ever wanted at once.
 */
public final class ServiceProcess implements AutoCloseable {
    /** How long a service may take to put down what it does: a trainer writes a checkpoint. */
    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Service service;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final ScheduledExecutorService scheduler;
    private final Consumer<String> progress;
    private final Runnable changed;
    private final Readiness readiness = new Readiness();
    private final Backoff backoff = new Backoff();

    private boolean wanted;
    private boolean closed;
    private volatile Process process;
    private long startedNanos;
    private int restarts;

    /**
     * @param command     what is run
     * @param environment added to the variables that it inherits
     * @param log         where its output goes
     * @param scheduler   starts it again
     * @param progress    is told when it dies
     * @param changed     is called when its process is another one
     */
    public ServiceProcess(Service service, int port, List<String> command, Map<String, String> environment, Path log,
            ScheduledExecutorService scheduler, Consumer<String> progress, Runnable changed) {
        this.service = service;
        this.port = port;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.scheduler = scheduler;
        this.progress = progress;
        this.changed = changed;
    }

    public Service service() {
        return service;
    }

    /** Its HTTP port. */
    public int port() {
        return port;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How often it died and was started again. */
    public synchronized int restarts() {
        return restarts;
    }

    public boolean alive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** Its process, where it has one. */
    public OptionalLong pid() {
        Process current = process;
        return current != null && current.isAlive() ? OptionalLong.of(current.pid()) : OptionalLong.empty();
    }

    /** By what to find its process later; null where it has none. */
    public ProcessMark mark() {
        Process current = process;
        return current != null && current.isAlive() ? ProcessMark.of(current.toHandle()) : null;
    }

    /** Whether it says that it can do its work. */
    public boolean ready() {
        return alive() && readiness.ready(address());
    }

    /**
     * Starts it; does nothing where it is wanted already.
     *
     * @throws IllegalStateException where it has been closed
     */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException(service.program() + " is closed");
        }
        if (!wanted) {
            wanted = true;
            launch();
        }
    }

    /**
     * Waits until it is ready.
     *
     * @throws IllegalStateException naming its log, where it takes longer
     */
    public void awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s is not ready after %d s: see %s"
                        .formatted(service.program(), patience.toSeconds(), log));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while %s started".formatted(service.program()), e);
            }
        }
    }

    /** Ends its process as a crash would ({@code SIGKILL}); it is started again after a moment. Waits for its end. */
    public void killForcibly() {
        Process dying = process;
        if (dying != null) {
            dying.destroyForcibly();
            await(dying, GRACE);
        }
    }

    /** Asks it to end ({@code SIGTERM}), waits, and ends it if it does not. It is not started again. */
    public void stop() {
        Process ending;
        synchronized (this) {
            wanted = false;
            ending = process;
        }
        if (ending == null) {
            return;
        }
        ending.destroy();
        if (!await(ending, GRACE)) {
            progress.accept("%s did not end within %d s of being asked and is ended"
                    .formatted(service.program(), GRACE.toSeconds()));
            ending.destroyForcibly();
            await(ending, GRACE);
        }
    }

    /** Stops and starts it, and waits until it is ready. */
    public void restart(Duration patience) {
        stop();
        start();
        awaitReady(patience);
    }

    /** Stops it for good: nobody starts it again behind a stack that is going down. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        stop();
    }

    private void launch() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .directory(log.getParent().toFile());
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            process = builder.start();
        } catch (IOException e) {
            wanted = false;
            throw new UncheckedIOException("%s cannot be started".formatted(service.program()), e);
        }
        startedNanos = System.nanoTime();
        Process launched = process;
        launched.onExit().thenAccept(this::ended);
        changed.run();
    }

    private synchronized void ended(Process dead) {
        if (!wanted || dead != process) {
            return;
        }
        Duration wait = backoff.afterLifeOf(Duration.ofNanos(System.nanoTime() - startedNanos));
        progress.accept("%s ended with %d and is started again in %.1f s (see %s)"
                .formatted(service.program(), dead.exitValue(), wait.toMillis() / 1000.0, log));
        scheduler.schedule(() -> again(dead), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void again(Process dead) {
        if (wanted && dead == process) {
            restarts++;
            launch();
        }
    }

    private boolean await(Process ending, Duration patience) {
        try {
            return ending.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !ending.isAlive();
        }
    }
}
