package dev.limner.gateway.submissions;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.jobs.KnownJob;
import dev.limner.jobs.Publisher;

/**
 * Rule 1 of the design: accepted means durable. A command is a committed row first, is published from that row with
 * {@code acks=all}, and only then accepted. What a crash left between row and topic, {@link SubmissionRelay} publishes.
 *
 * <p>A refusal as unavailable means "not known": the row may be there and be published later, so the same request with
 * the same Idempotency-Key has the same id and is never a second job. Publishing twice is harmless: the services know a
 * command by its id.
 */
public final class Submissions {
    private static final Logger LOG = Logger.getLogger(Submissions.class);

    private final SubmissionTable table;
    private final Publisher publisher;
    private final Executor afterwards;
    private final Duration patience;

    /**
     * @param afterwards runs what need not be waited for
     * @param patience   how long Kafka may take to acknowledge before the client is told that nothing is known
     */
    public Submissions(SubmissionTable table, Publisher publisher, Executor afterwards, Duration patience) {
        this.table = table;
        this.publisher = publisher;
        this.afterwards = afterwards;
        this.patience = patience;
    }

    /**
     * Accepts a command: once this returns, it is durable in Kafka.
     *
     * @param begins the job that it begins, as it will be shown from now on; nothing for a control command
     * @throws ProblemException (id conflict) where another command has the id; (unavailable) where it is not known
     *                          whether Kafka has it
     * @return whether it is the first with its id; false for a repetition
     */
    public boolean accept(Submission submission, Optional<KnownJob> begins) {
        Optional<SubmissionTable.Earlier> earlier = table.add(submission, begins);
        if (earlier.isPresent()) {
            sameOrRefused(earlier.get().submission(), submission.fingerprint());
            if (earlier.get().published()) {
                return false;
            }
        }
        publish(earlier.map(SubmissionTable.Earlier::submission).orElse(submission));
        return earlier.isEmpty();
    }

    /**
     * Whether a request with this id came before.
     *
     * @throws ProblemException (id conflict) if it did and was another one
     */
    public boolean isRepetition(String id, byte[] fingerprint) {
        Optional<SubmissionTable.Earlier> earlier = table.find(id);
        earlier.ifPresent(found -> sameOrRefused(found.submission(), fingerprint));
        return earlier.isPresent();
    }

    private static void sameOrRefused(Submission first, byte[] fingerprint) {
        if (!MessageDigest.isEqual(first.fingerprint(), fingerprint)) {
            throw new ProblemException(ProblemType.ID_CONFLICT,
                    "this Idempotency-Key was sent with another body before (%s); send a new key for a new request"
                            .formatted(first.id()));
        }
    }

    private void publish(Submission submission) {
        try {
            publisher.publish(submission.message()).toCompletableFuture().get(patience.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw notKnown(submission, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notKnown(submission, e);
        }
        afterwards.execute(() -> note(submission));
    }

    /** The note only saves a repetition: without it, the relay publishes the same record again. */
    private void note(Submission submission) {
        try {
            table.published(submission.id());
        } catch (JdbiException e) {
            LOG.warnf("Submission %s was published but could not be marked so, and will be published again: %s",
                    submission.id(), e.getMessage());
        }
    }

    private static ProblemException notKnown(Submission submission, Exception cause) {
        LOG.warnf("Kafka did not acknowledge submission %s: %s", submission.id(), cause);
        return new ProblemException(ProblemType.UNAVAILABLE,
                "Kafka does not answer: it is not known yet whether %s was taken. Repeat the request with the same "
                        .formatted(submission.subject()) + "Idempotency-Key, or look at /v1/jobs/"
                        + submission.subject(),
                cause);
    }
}
