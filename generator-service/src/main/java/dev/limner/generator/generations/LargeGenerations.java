package dev.limner.generator.generations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.Problem;
import dev.limner.generator.serving.Models;
import dev.limner.generator.serving.Samplers;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Job;
import dev.limner.jobs.JobHandler;
import dev.limner.jobs.Jobs;
import dev.limner.store.ObjectStore;

/**
 * Makes the pictures of a generation that has a row, one forward pass at a time, so that small requests come in between.
 * Its alias is resolved at the first claim and recorded: every later claim paints with the same checkpoint.
 */
final class LargeGenerations implements JobHandler {
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);

    private final Models models;
    private final GenerationTable table;
    private final ObjectStore objects;
    private final DirectResults results;
    private final String limner;
    private final Clock clock;

    /**
     * @param limner the program's version
     */
    LargeGenerations(Jobs jobs, Models models, ObjectStore objects, DirectResults results, String limner,
            Clock clock) {
        this.models = models;
        this.table = new GenerationTable(jobs);
        this.objects = objects;
        this.results = results;
        this.limner = limner;
        this.clock = clock;
    }

    @Override
    public void run(Claim claim) {
        GenerationCommand.Sample command = Json.read(claim.job().body(), GenerationCommand.Sample.class);
        String model = command.model().model();
        ModelReference resolved = table.checkpoint(command.id())
                .map(checkpoint -> new ModelReference(model, checkpoint)).orElse(command.model());
        try (Samplers.Lease lease = models.lease(resolved);
                Result result = new Result(command, lease.model(), limner)) {
            if (!lease.model().manifest().checkpoint().equals(resolved.selector())) {
                claim.append(List.of(), handle -> table.resolve(handle, command.id(),
                        lease.model().manifest().checkpoint()));
            }
            if (paint(claim, result)) {
                GenerationEvent.Succeeded done = result.storeUnder(claim.epoch(), objects);
                claim.succeed(List.of(Generations.event(command.id(), done)), handle -> {});
            }
        }
    }

    /** Whether all pictures are made; false where the claim is to be given up. */
    private boolean paint(Claim claim, Result result) {
        Instant told = clock.instant();
        while (!result.complete()) {
            if (claim.lost() || claim.cancelWished() || claim.shuttingDown()) {
                return false;
            }
            result.paint();
            Instant now = clock.instant();
            if (!now.isBefore(told.plus(PROGRESS_EVERY))) {
                told = now;
                results.progressed(new GenerationEvent.Progressed(claim.job().id(), result.done(), result.total()),
                        claim.epoch());
            }
        }
        return true;
    }

    @Override
    public List<Announcement> failed(Job job, Problem problem) {
        return Generations.failed(job, problem);
    }

    @Override
    public List<Announcement> cancelled(Job job) {
        return Generations.cancelled(job);
    }
}
