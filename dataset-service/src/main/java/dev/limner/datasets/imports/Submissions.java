package dev.limner.datasets.imports;

import java.util.List;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.DatasetCommand.Cancel;
import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.DatasetCommand.StagedFile;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.sources.RefusedFileException;
import dev.limner.datasets.sources.SourcePath;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Jobs;
import dev.limner.jobs.NewJob;
import dev.limner.jobs.Signalled;
import dev.limner.jobs.Submitted;
import dev.limner.jobs.Wish;
import dev.limner.runtime.RefusedCommand;

/**
 * Makes jobs of commands, in milliseconds: what an import holds is looked at by {@link ImportHandler}, once it is claimed.
 * A command that comes again is the same job; two imports into one dataset may go on side by side.
 */
final class Submissions {
    private final Jobs jobs;
    private final Staging staging;

    Submissions(Jobs jobs, Staging staging) {
        this.jobs = jobs;
        this.staging = staging;
    }

    /**
     * Takes a command; once it returns, its effect is durable.
     *
     * @throws ProblemException where the command is to be refused, saying why
     */
    void take(Envelope envelope) {
        Record command = envelope.message();
        if (command instanceof Import wanted) {
            submit(wanted);
        } else if (command instanceof Cancel cancel) {
            cancel(cancel);
        } else {
            throw new ProblemException(ProblemType.UNKNOWN_TYPE, "'%s' is no command for datasets: it belongs on %s"
                    .formatted(envelope.type().name(), envelope.type().topic()));
        }
    }

    private void submit(Import command) {
        for (StagedFile file : command.files()) {
            check(file);
        }
        NewJob job = new NewJob(command.id(), ImportHandler.KIND, command.dataset(), Json.write(command), false);
        Submitted submitted = jobs.submit(job, List.of(
                ImportHandler.announcement(new DatasetEvent.Accepted(command.id(), command.dataset()))));
        switch (submitted) {
            case ACCEPTED, SAME -> {}
            case DIFFERENT, BUSY -> throw new ProblemException(ProblemType.ID_CONFLICT,
                    "the id %s belongs to another command, which goes on undisturbed: send this one under an id of its own"
                            .formatted(command.id()));
        }
    }

    private static void check(StagedFile file) {
        try {
            SourcePath.of(file.name());
        } catch (RefusedFileException e) {
            throw ProblemException.invalidField("files.name", "'%s' %s"
                    .formatted(SourcePath.shown(file.name()), e.getMessage()));
        }
    }

    private void cancel(Cancel cancel) {
        Signalled signalled = jobs.signal(cancel.id(), cancel.target(), Wish.CANCEL,
                job -> List.of(ImportHandler.announcement(new DatasetEvent.Cancelled(job.id(), job.subject()))));
        if (signalled == Signalled.MOVED) {
            jobs.find(cancel.target()).filter(job -> job.kind().equals(ImportHandler.KIND))
                    .ifPresent(job -> staging.remove(ImportHandler.command(job).files()));
        }
    }

    /** Tells the sender that his command was set aside. */
    static Announcement refused(RefusedCommand command) {
        String dataset = command.text("dataset");
        try {
            Names.name("dataset", dataset);
        } catch (ProblemException e) {
            return refused(command, command.id(), null);
        }
        return refused(command, dataset, dataset);
    }

    private static Announcement refused(RefusedCommand command, String key, String dataset) {
        return new Announcement(Topics.DATASET_EVENTS, key,
                new DatasetEvent.Refused(command.id(), dataset, command.problem()));
    }
}
