package dev.limner.trainer.runs;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import dev.limner.jobs.Claim;
import dev.limner.store.StoreUnavailableException;

/** Waits while S3 is away, for as long as the claim's run is wanted here. It says so once, and once that S3 is back. */
final class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final long PAUSE_MILLIS = 500;

    private final Claim claim;

    Patience(Claim claim) {
        this.claim = claim;
    }

    /**
     * What the task gives, once S3 is there.
     *
     * @throws StoreUnavailableException where S3 is away and the claim is to be given up
     */
    <T> T wait(Supplier<T> task) {
        boolean waited = false;
        while (true) {
            try {
                T result = task.get();
                if (waited) {
                    LOG.infof("Run %s goes on: S3 is back", claim.job().id());
                }
                return result;
            } catch (StoreUnavailableException e) {
                if (claim.lost() || claim.cancelWished() || claim.shuttingDown()) {
                    throw e;
                }
                if (!waited) {
                    LOG.warnf(e, "Run %s waits for S3", claim.job().id());
                }
                waited = true;
                pause(e);
            }
        }
    }

    private static void pause(StoreUnavailableException reason) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason.addSuppressed(e);
            throw reason;
        }
    }
}
