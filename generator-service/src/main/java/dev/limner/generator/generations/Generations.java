package dev.limner.generator.generations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.generator.serving.Models;
import dev.limner.generator.serving.Samplers;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Job;
import dev.limner.jobs.Jobs;
import dev.limner.jobs.NewJob;
import dev.limner.jobs.Wish;
import dev.limner.store.ObjectStore;

/**
 * What generation requests do. One that fits one forward pass is done at once and keeps no row: it is acknowledged once
 * its archive is stored and its result is on the topic, and a redelivery does the same again under the same event id.
 * Everything longer is a row first, and {@link LargeGenerations} does it.
 */
final class Generations {
    /** The kind of job that a large generation is. */
    static final String KIND = "generation";
    private static final Logger LOG = Logger.getLogger(Generations.class);
    /** The sender's doing; every other problem is ours, and the generation has failed. */
    private static final Set<String> REFUSALS = Set.of(ProblemType.UNKNOWN_MODEL.uri(),
            ProblemType.INVALID_FIELD.uri());

    private final Jobs jobs;
    private final Models models;
    private final ObjectStore objects;
    private final DirectResults results;
    private final String limner;

    /**
     * @param limner the program's version
     */
    Generations(Jobs jobs, Models models, ObjectStore objects, DirectResults results, String limner) {
        this.jobs = jobs;
        this.models = models;
        this.objects = objects;
        this.results = results;
        this.limner = limner;
    }

    /**
     * Does what a command asks for.
     *
     * @return completes once its effect is durable
     * @throws ProblemException where it is to be refused
     */
    CompletionStage<Void> handle(GenerationCommand command) {
        if (command instanceof GenerationCommand.Sample sample) {
            return sample(sample);
        }
        GenerationCommand.Cancel cancel = (GenerationCommand.Cancel) command;
        jobs.signal(cancel.id(), cancel.target(), Wish.CANCEL, Generations::cancelled);
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> sample(GenerationCommand.Sample command) {
        boolean known = jobs.find(command.id()).isPresent() || jobs.cancelKept(command.id());
        if (known) {
            submit(command);
            return CompletableFuture.completedFuture(null);
        }
        Optional<GenerationEvent.Succeeded> done;
        try (Samplers.Lease lease = models.lease(command.model());
                Result result = new Result(command, lease.model(), limner)) {
            done = command.count() <= lease.model().sampler().batch() ? Optional.of(atOnce(result)) : Optional.empty();
        } catch (ProblemException e) {
            if (REFUSALS.contains(e.problem().type())) {
                throw e;
            }
            return results.ended(failed(command, e));
        }
        if (done.isPresent()) {
            return results.ended(done.get());
        }
        submit(command);
        return CompletableFuture.completedFuture(null);
    }

    private GenerationEvent.Succeeded atOnce(Result result) {
        try {
            result.paint();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProblemException(ProblemType.INTERNAL, "the model could not paint: " + e.getMessage(), e);
        }
        return result.storeByContent(objects);
    }

    private static GenerationEvent.Failed failed(GenerationCommand.Sample command, ProblemException e) {
        LOG.errorf(e, "Generation %s by %s failed", command.id(), command.model());
        return new GenerationEvent.Failed(command.id(), e.problem());
    }

    private void submit(GenerationCommand.Sample command) {
        switch (jobs.submit(new NewJob(command.id(), KIND, command.model().model(), Json.write(command), false),
                List.of())) {
            case ACCEPTED, SAME -> {}
            case DIFFERENT -> throw new ProblemException(ProblemType.ID_CONFLICT,
                    "'%s' is the id of another request, which goes on undisturbed".formatted(command.id()));
            case BUSY -> throw new IllegalStateException("generations are not exclusive: " + command.id());
        }
    }

    static List<Announcement> cancelled(Job job) {
        return List.of(event(job.id(), new GenerationEvent.Cancelled(job.id())));
    }

    static List<Announcement> failed(Job job, Problem problem) {
        return List.of(event(job.id(), new GenerationEvent.Failed(job.id(), problem)));
    }

    static <T extends Record & GenerationEvent> Announcement event(String generation, T event) {
        return new Announcement(Topics.GENERATION_RESULTS, generation, event);
    }
}
