package dev.limner.cli.stack.servers;

import java.util.OptionalLong;

/**
 * A server of a stack. It keeps its data, and can be stopped and started again: what it
 * held is there afterwards, on the same port. Once closed it is never started again, whoever is still about to: so
 * nothing comes up behind a stack that is going down.
 */
public abstract class Server implements AutoCloseable {
    private final String name;
    private final int port;
    private boolean running;
    private boolean closed;

    protected Server(String name, int port) {
        this.name = name;
        this.port = port;
    }

    /** What people call it: {@code kafka}, {@code postgresql} or {@code s3}. */
    public final String name() {
        return name;
    }

    /** The loopback port it listens on. */
    public final int port() {
        return port;
    }

    /**
     * Starts it and waits until it answers. Does nothing where it runs.
     *
     * @throws IllegalStateException naming the server, its port and its data, where it cannot be started or is closed
     */
    public final synchronized void start() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
        if (!running) {
            launch();
            running = true;
        }
    }

    /** Stops it and waits until it has. Does nothing where it does not run. */
    public final synchronized void stop() {
        if (running) {
            running = false;
            halt();
        }
    }

    public final synchronized boolean running() {
        return running;
    }

    public final synchronized void restart() {
        stop();
        start();
    }

    /** Stops it for good. */
    @Override
    public final synchronized void close() {
        closed = true;
        stop();
    }

    /** Starts it and waits until it answers; the process that it is, where it is one, is not the stack's to look after. */
    protected abstract void launch();

    /** The main process, where it is one of its own. */
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    protected abstract void halt();
}
