package dev.limner.images;

/** Told from time to time how far a long work is, several times a second on usual pictures. It may throw to end it. */
@FunctionalInterface
public interface Pulse {
    /** Nobody listens. */
    Pulse NONE = share -> {};

    /** @param share of the work that is done, 0 to 1; an estimate, which never falls */
    void at(double share);

    /** A listener to a part of a work, which knows only of itself. */
    default Pulse part(double from, double to) {
        return share -> at(from + (to - from) * Math.max(0, Math.min(1, share)));
    }
}
