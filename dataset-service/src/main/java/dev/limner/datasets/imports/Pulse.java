package dev.limner.datasets.imports;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.limner.contracts.messages.DatasetEvent.Progressed;
import dev.limner.jobs.Claim;

/**
 * Felt between any two pictures of an import: ends it once its claim says so, and tells how far it is, at most once a
 * second.
 */
public final class Pulse {
    private static final Duration REST = Duration.ofSeconds(1);
    private static final long BETWEEN_REPORTS_MS = 1000;
    private final Claim claim;
    private final Clock clock;
    private final Consumer<Progressed> listener;
    private long reported;
    private long bytes;
    private String stage;
    private long began;

    /**
     * @param listener told how far the import is; best effort
     */
    public Pulse(Claim claim, Clock clock, Consumer<Progressed> listener) {
        this.claim = claim;
        this.clock = clock;
        this.listener = listener;
        this.reported = clock.millis();
    }

    /**
     * Looks at the claim, which costs next to nothing.
     *
     * @throws AbandonedException where the import is not to go on
     */
    public void beat() {
        if (claim.lost() || claim.cancelWished() || claim.shuttingDown()) {
            throw new AbandonedException(claim.job().id());
        }
    }

    /**
     * Beats on what PostgreSQL says at this moment, not on what the last heartbeat knew: before what cannot be undone.
     *
     * @throws AbandonedException where the import is not to go on
     */
    public void confirm() {
        if (!claim.heartbeat()) {
            throw new AbandonedException(claim.job().id());
        }
        beat();
    }

    /** Waits for a second, beating. */
    public void rest() {
        long end = System.nanoTime() + REST.toNanos();
        while (System.nanoTime() - end < 0) {
            beat();
            LockSupport.parkNanos(REST.toNanos() / 10);
        }
    }

    /** Counts bytes of pictures that were read. */
    void read(long more) {
        bytes += more;
    }

    /** Beats, and reports where the last report is a second ago; see {@link Progressed}. */
    public void beat(String doing, long done, long total, long accepted, long refused) {
        beat();
        long now = clock.millis();
        if (!doing.equals(stage)) {
            stage = doing;
            began = now;
        }
        if (now - reported >= BETWEEN_REPORTS_MS) {
            reported = now;
            listener.accept(new Progressed(claim.job().id(), claim.job().subject(), stage, done, total, accepted,
                    refused, bytes == 0 ? null : bytes, rate(done, now), left(done, total, now)));
        }
    }

    private Double rate(long done, long now) {
        return done == 0 || now == began ? null : 1000.0 * done / (now - began);
    }

    private Double left(long done, long total, long now) {
        Double rate = rate(done, now);
        return rate == null || total < done ? null : (total - done) / rate;
    }
}
