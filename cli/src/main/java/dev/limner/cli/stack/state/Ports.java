package dev.limner.cli.stack.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Gives each part of a stack a free port of the loopback address: the one it had before where that is free. They are
 * taken from below the range that outgoing connections use, so that none of those comes first.
 */
public final class Ports {
    /** The gateway's, unless told otherwise. */
    public static final int GATEWAY = 8080;

    private static final int LOWEST = 18_000;
    private static final int COUNT = 12_000;
    private static final int ATTEMPTS = 1_000;
    private static final int LARGEST_PORT = 65_535;

    private final Map<String, Integer> remembered;
    private final RandomGenerator random;
    private final SortedMap<String, Integer> given = new TreeMap<>();

    /** @param remembered what each part had before */
    public Ports(Map<String, Integer> remembered, RandomGenerator random) {
        this.remembered = Map.copyOf(remembered);
        this.random = random;
    }

    /** A port for a part: the one it had, or another. */
    public int give(String part) {
        Integer before = remembered.get(part);
        if (before != null && open(before)) {
            return keep(part, before);
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            int candidate = LOWEST + random.nextInt(COUNT);
            if (open(candidate)) {
                return keep(part, candidate);
            }
        }
        throw new IllegalStateException(
                "no free port between %d and %d for %s".formatted(LOWEST, LOWEST + COUNT, part));
    }

    /**
     * Exactly this port.
     *
     * @throws IllegalStateException where it is taken
     */
    public int giveExactly(String part, int port) {
        if (!open(port)) {
            throw new IllegalStateException("port %d, wished for %s, is taken: name another with --port, or none"
                    .formatted(port, part));
        }
        return keep(part, port);
    }

    /** The port it had, else the first free one from {@code first} up. */
    public int giveFrom(String part, int first) {
        Integer before = remembered.get(part);
        if (before != null && open(before)) {
            return keep(part, before);
        }
        for (int port = first; port <= LARGEST_PORT; port++) {
            if (open(port)) {
                return keep(part, port);
            }
        }
        throw new IllegalStateException("no free port from %d up for %s".formatted(first, part));
    }

    /** Everything given so far. */
    public SortedMap<String, Integer> given() {
        return new TreeMap<>(given);
    }

    private int keep(String part, int port) {
        given.put(part, port);
        return port;
    }

    private boolean open(int port) {
        return !given.containsValue(port) && free(port);
    }

    /** Whether nobody listens on this port, on the loopback address or on all of them. */
    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
