package dev.limner.gateway.submissions;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.limner.jobs.Publisher;

/**
 * Publishes what a crash, or Kafka's absence, left between row and topic. Any number of gateways may run one: rows that
 * another holds are skipped. A row is marked only after the acknowledgement, so a crash here publishes it again, under
 * the same id.
 */
public final class SubmissionRelay {
    private static final int BATCH = 100;
    /** Younger ones are being published by the request that they belong to. */
    static final Duration SETTLED = Duration.ofSeconds(10);
    /** Longer than the command topics keep their records, and than anyone repeats a request. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    private final SubmissionTable table;
    private final Publisher publisher;
    private final Duration patience;

    /**
     * What one sweep came to.
     *
     * @param published how many Kafka acknowledged
     * @param refusal   why it ended early; nothing where nothing is left
     */
    public record Sweep(int published, Optional<Exception> refusal) {}

    /** @param patience how long Kafka may take to acknowledge one record */
    public SubmissionRelay(SubmissionTable table, Publisher publisher, Duration patience) {
        this.table = table;
        this.publisher = publisher;
        this.patience = patience;
    }

    /**
     * Publishes what is left, oldest first, until Kafka refuses one.
     *
     * @param olderThan leaves younger ones to their requests
     */
    public Sweep publishLeftovers(Duration olderThan) throws InterruptedException {
        int published = 0;
        Sweep batch;
        do {
            batch = batch(olderThan);
            published += batch.published;
        } while (batch.published == BATCH);
        return new Sweep(published, batch.refusal);
    }

    /** Forgets what nobody will repeat any more. */
    public int forgetOld() {
        return table.forget(REMEMBERED);
    }

    private Sweep batch(Duration olderThan) throws InterruptedException {
        return table.inTransaction(handle -> {
            List<Submission> left = SubmissionTable.lockUnpublished(handle, olderThan, BATCH);
            for (int i = 0; i < left.size(); i++) {
                try {
                    publisher.publish(left.get(i).message()).toCompletableFuture().get(patience.toMillis(),
                            TimeUnit.MILLISECONDS);
                } catch (ExecutionException | TimeoutException e) {
                    return new Sweep(i, Optional.of(e));
                }
                SubmissionTable.published(handle, left.get(i).id());
            }
            return new Sweep(left.size(), Optional.empty());
        });
    }
}
