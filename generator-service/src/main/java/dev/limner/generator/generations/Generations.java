package dev.limner.generator.generations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.generator.serving.Models;
import dev.limner.images.Pulse;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Job;
import dev.limner.jobs.Jobs;
import dev.limner.jobs.NewJob;
import dev.limner.jobs.Wish;
import dev.limner.store.ObjectStore;

/**
 * What generation requests do. One that takes no longer than a forward pass is done at once and keeps no row: it is acknowledged once
 * its archive is stored and its result is on the topic, and a redelivery does the same again under the same event id.
 * Everything longer is a row first, and {@link LargeGenerations} does it.
 */
final class Generations {
    /** The kind of job that a large generation is. */
    static final String KIND = "generation";
    private static final Logger LOG = Logger.getLogger(Generations.class);
    /** The sender's doing; every other problem is ours, and the generation has failed. */
    private static final Set<String> REFUSALS = Stream.of(ProblemType.UNKNOWN_MODEL, ProblemType.INVALID_FIELD,
            ProblemType.UNKNOWN_UPLOAD, ProblemType.UNKNOWN_JOB, ProblemType.UNREADABLE_PICTURE, ProblemType.TOO_LARGE,
            ProblemType.UNSUPPORTED_OPERATION).map(ProblemType::uri).collect(Collectors.toUnmodifiableSet());
    /** In a row's body beside the command's fields; rows of samples have none. */
    private static final String OPERATION = "operation";
    private static final String PREFIX = "generation.";

    private final Jobs jobs;
    private final Works works;
    private final ObjectStore objects;
    private final DirectResults results;

    /**
     * @param limner the program's version
     */
    Generations(Jobs jobs, Models models, ObjectStore objects, DirectResults results, String limner) {
        this.jobs = jobs;
        this.works = new Works(jobs, models, objects, limner);
        this.objects = objects;
        this.results = results;
    }

    /**
     * Does what a command asks for.
     *
     * @return completes once its effect is durable
     * @throws ProblemException where it is to be refused
     */
    CompletionStage<Void> handle(GenerationCommand command) {
        if (command instanceof GenerationCommand.Request request) {
            return begin(request);
        }
        GenerationCommand.Cancel cancel = (GenerationCommand.Cancel) command;
        jobs.signal(cancel.id(), cancel.target(), Wish.CANCEL, Generations::cancelled);
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> begin(GenerationCommand.Request request) {
        boolean known = jobs.find(request.id()).isPresent() || jobs.cancelKept(request.id());
        if (known) {
            submit(request);
            return CompletableFuture.completedFuture(null);
        }
        Optional<GenerationEvent.Succeeded> done;
        try {
            done = atOnce(request);
        } catch (ProblemException e) {
            if (REFUSALS.contains(e.problem().type())) {
                throw e;
            }
            return results.ended(failed(request, e));
        }
        if (done.isPresent()) {
            return results.ended(done.get());
        }
        submit(request);
        return CompletableFuture.completedFuture(null);
    }

    /** The result of what is quickly done; nothing where it is too long, though nothing is wrong with it as far as is known. */
    private Optional<GenerationEvent.Succeeded> atOnce(GenerationCommand.Request request) {
        RequestPictures pictures = works.pictures(request);
        if (!Works.light(pictures)) {
            return Optional.empty();
        }
        try (Work work = works.of(request, request.model(), pictures);
                Result result = new Result(request.id(), work)) {
            return work.quick() ? Optional.of(atOnce(result)) : Optional.empty();
        }
    }

    private GenerationEvent.Succeeded atOnce(Result result) {
        try {
            while (!result.complete()) {
                result.make(Pulse.NONE);
            }
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProblemException(ProblemType.INTERNAL, "the pictures could not be made: " + e.getMessage(), e);
        }
        return result.storeByContent(objects);
    }

    private static GenerationEvent.Failed failed(GenerationCommand.Request request, ProblemException e) {
        LOG.errorf(e, "Generation %s (%s by %s) failed", request.id(), request.operation(), request.model());
        return new GenerationEvent.Failed(request.id(), e.problem());
    }

    private void submit(GenerationCommand.Request request) {
        String subject = request.model() == null ? request.operation() : request.model().model();
        switch (jobs.submit(new NewJob(request.id(), KIND, subject, row(request), false), List.of())) {
            case ACCEPTED, SAME -> {}
            case DIFFERENT -> throw new ProblemException(ProblemType.ID_CONFLICT,
                    "'%s' is the id of another request, which goes on undisturbed".formatted(request.id()));
            case BUSY -> throw new IllegalStateException("generations are not exclusive: " + request.id());
        }
    }

    /** A row's body: the command and which it is. */
    private static byte[] row(GenerationCommand.Request request) {
        ObjectNode body = Json.MAPPER.valueToTree(request);
        return Json.write(request instanceof GenerationCommand.Sample
                ? body
                : body.put(OPERATION, request.operation()));
    }

    /** The request that a row was made for. */
    static GenerationCommand.Request request(Job job) {
        ObjectNode body = Json.object(job.body());
        Class<? extends Record> form = MessageType.named(PREFIX + body.path(OPERATION).asText("sample"))
                .orElseThrow(() -> new IllegalStateException("job %s has a body of no known operation".formatted(job
                        .id())))
                .form();
        return (GenerationCommand.Request) Json.read(body, form);
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
