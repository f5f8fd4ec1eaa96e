package dev.limner.datasets.imports;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.limner.contracts.messages.DatasetCommand.StagedFile;
import dev.limner.jobs.Job;
import dev.limner.jobs.JobState;
import dev.limner.jobs.Jobs;
import dev.limner.store.ObjectStore;

/** Removes staged files whose import has ended without doing so: its worker died just then, or gave up. */
final class StagingSweep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StagingSweep.class);
    private static final String FOLDER = "staging/";
    private static final int JOBS = 10_000;
    private final Jobs jobs;
    private final ObjectStore objects;

    StagingSweep(Jobs jobs, ObjectStore objects) {
        this.jobs = jobs;
        this.objects = objects;
    }

    /** Sweeps once; what is away now is swept the next time. */
    @Override
    public void run() {
        try {
            Set<String> there = new HashSet<>(objects.list(FOLDER));
            if (!there.isEmpty()) {
                there.retainAll(keys(EnumSet.of(JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED)));
                there.removeAll(keys(EnumSet.of(JobState.ACCEPTED, JobState.RUNNING, JobState.STOPPED)));
                there.forEach(objects::delete);
            }
        } catch (RuntimeException e) {
            LOG.warn("the staging folder could not be swept", e);
        }
    }

    private Set<String> keys(Set<JobState> states) {
        Set<String> keys = new HashSet<>();
        for (Job job : jobs.list(ImportHandler.KIND, states, JOBS)) {
            List<StagedFile> files = ImportHandler.command(job).files();
            files.forEach(file -> keys.add(file.key()));
        }
        return keys;
    }
}
