package dev.limner.datasets.versions;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.Command;
import dev.limner.contracts.messages.DatasetCommand.Augment;
import dev.limner.contracts.messages.DatasetCommand.Delete;
import dev.limner.contracts.messages.DatasetCommand.Select;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.imports.CommandTaker;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Jobs;
import dev.limner.jobs.NewJob;
import dev.limner.jobs.Submitted;

/** Makes jobs of the commands about versions that are there. Out: {@code limner.dataset-events}, key the dataset's name. */
@ApplicationScoped
public class VersionCommands implements CommandTaker {
    private final Jobs jobs;

    @Inject
    public VersionCommands(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public boolean take(Record command) {
        if (command instanceof Select select) {
            submit(select, SelectHandler.KIND, select.makes(), "select");
        } else if (command instanceof Augment augment) {
            submit(augment, AugmentHandler.KIND, augment.makes(), "augment");
        } else if (command instanceof Delete delete) {
            submit(delete, DeleteHandler.KIND, delete.dataset().dataset(), "delete");
        } else {
            return false;
        }
        return true;
    }

    private void submit(Command command, String kind, String dataset, String operation) {
        NewJob job = new NewJob(command.id(), kind, dataset, Json.write(command), false);
        Submitted submitted = jobs.submit(job, List.of(new Announcement(Topics.DATASET_EVENTS, dataset,
                new DatasetEvent.Accepted(command.id(), dataset, operation))));
        switch (submitted) {
            case ACCEPTED, SAME -> {}
            case DIFFERENT, BUSY -> throw new ProblemException(ProblemType.ID_CONFLICT,
                    "the id %s belongs to another command, which goes on undisturbed: send this one under an id of its own"
                            .formatted(command.id()));
        }
    }
}
