package dev.limner.trainer.runs;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.TrainingCommand;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Job;
import dev.limner.jobs.Jobs;
import dev.limner.jobs.NewJob;
import dev.limner.jobs.Submitted;
import dev.limner.jobs.Wish;
import dev.limner.models.engine.Torch;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;

/**
 * What training commands do: they change a run's row, and nothing else. A run's command is checked and resolved once;
 * the same command again changes nothing, also if what it names is gone by then.
 */
final class Runs {
    /** The kind of job that a training run is. */
    static final String KIND = "training-run";

    private final Jobs jobs;
    private final RunTable table;
    private final DatasetStore datasets;

    Runs(Jobs jobs, DatasetStore datasets) {
        this.jobs = jobs;
        this.table = new RunTable(jobs);
        this.datasets = datasets;
    }

    /**
     * Does what a command asks for.
     *
     * @throws ProblemException where it is to be refused
     */
    void handle(TrainingCommand command) {
        if (command instanceof TrainingCommand.Start start) {
            start(start);
        } else if (command instanceof TrainingCommand.Stop stop) {
            jobs.signal(stop.id(), stop.target(), Wish.STOP, moved(stop.target()));
        } else if (command instanceof TrainingCommand.Resume resume) {
            jobs.signal(resume.id(), resume.target(), Wish.RESUME, moved(resume.target()));
        } else if (command instanceof TrainingCommand.Cancel cancel) {
            jobs.signal(cancel.id(), cancel.target(), Wish.CANCEL, moved(cancel.target()));
        }
    }

    private void start(TrainingCommand.Start start) {
        NewJob job = new NewJob(start.id(), KIND, start.model(), Json.write(start), true);
        if (jobs.find(start.id()).isPresent()) {
            answer(start, jobs.submit(job, List.of()));
            return;
        }
        DatasetManifest dataset = datasets.manifest(start.dataset());
        if (dataset.train() == 0) {
            throw new ProblemException(ProblemType.NO_PICTURES,
                    "dataset '%s' has no picture in its split train".formatted(dataset.reference()));
        }
        RunPlan plan = RunPlan.of(start, dataset);
        if (plan.device() != null && plan.device().startsWith("cuda")) {
            Torch.device(plan.device());
        }
        answer(start, jobs.submit(job, List.of(event(start.id(), plan.accepted())),
                handle -> table.insert(handle, plan)));
    }

    private void answer(TrainingCommand.Start start, Submitted submitted) {
        switch (submitted) {
            case ACCEPTED, SAME -> {}
            case DIFFERENT -> throw new ProblemException(ProblemType.ID_CONFLICT,
                    "'%s' is the id of another command, which goes on undisturbed".formatted(start.id()));
            case BUSY -> throw new ProblemException(ProblemType.MODEL_BUSY,
                    "model '%s' has the active run '%s': wait for its end, or cancel it".formatted(start.model(),
                            jobs.active(KIND, start.model()).map(Job::id).orElse("which has just ended")));
        }
    }

    /** What is told when a run that nobody works on moves at once. */
    private Function<Job, List<Announcement>> moved(String run) {
        long images = table.images(run);
        Optional<RunTable.Row> row = table.find(run);
        return job -> switch (job.state()) {
            case STOPPED -> List.of(event(run, new TrainingEvent.Stopped(run, job.subject(), images)));
            case ACCEPTED -> row.map(known -> event(run, known.plan().accepted())).stream().toList();
            case CANCELLED -> cancelled(job);
            case RUNNING, SUCCEEDED, FAILED -> throw new IllegalStateException(
                    "run %s cannot become %s by a command".formatted(run, job.state()));
        };
    }

    static List<Announcement> cancelled(Job job) {
        return List.of(event(job.id(), new TrainingEvent.Cancelled(job.id(), job.subject())));
    }

    static List<Announcement> failed(Job job, Problem problem) {
        return List.of(event(job.id(), new TrainingEvent.Failed(job.id(), job.subject(), problem)));
    }

    static <T extends Record & TrainingEvent> Announcement event(String run, T event) {
        return new Announcement(Topics.TRAINING_EVENTS, run, event);
    }
}
