package dev.limner.runtime;

/** In which order beans see the start and the end: a low number sees either event first. */
final class Order {
    /** Starts before the channels do. */
    static final int FIRST = 1;
    /** Workers give their jobs back, while everything is still there to do it with. */
    static final int WORKERS = 10;
    /** The relay publishes what they left. */
    static final int RELAY = 20;
    static final int LAST = 5000;

    private Order() {}
}
