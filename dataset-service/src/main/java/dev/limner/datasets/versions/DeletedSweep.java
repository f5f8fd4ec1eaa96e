package dev.limner.datasets.versions;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.limner.jobs.JobState;
import dev.limner.jobs.Jobs;
import dev.limner.store.ObjectStore;
import dev.limner.store.datasets.Deletion;

/**
 * Removes the objects of deleted versions, some minutes after: whoever was reading them then has ended. A dataset that a
 * version is being made of is left for the next time, as its new shards look like nobody's until the manifest is written.
 */
final class DeletedSweep implements Runnable {
    static final Duration GRACE = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(DeletedSweep.class);
    private static final String FOLDER = "datasets/";
    private static final List<String> MAKERS = List.of("import", SelectHandler.KIND, AugmentHandler.KIND);
    private static final int JOBS = 10_000;

    private final Jobs jobs;
    private final ObjectStore objects;
    private final Deletion deletion;

    DeletedSweep(Jobs jobs, ObjectStore objects, Clock clock) {
        this.jobs = jobs;
        this.objects = objects;
        this.deletion = new Deletion(objects, clock);
    }

    /** Sweeps once; what is away now is swept the next time. */
    @Override
    public void run() {
        try {
            for (String child : objects.children(FOLDER)) {
                String dataset = child.substring(FOLDER.length(), child.length() - 1);
                if (child.endsWith("/") && !busy(dataset)) {
                    int removed = deletion.collect(dataset, GRACE);
                    if (removed > 0) {
                        LOG.info("{} objects of deleted versions of {} are gone", removed, dataset);
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("deleted versions could not be swept", e);
        }
    }

    private boolean busy(String dataset) {
        EnumSet<JobState> active = EnumSet.of(JobState.ACCEPTED, JobState.RUNNING, JobState.STOPPED);
        return MAKERS.stream().flatMap(kind -> jobs.list(kind, active, JOBS).stream())
                .anyMatch(job -> job.subject().equals(dataset));
    }
}
