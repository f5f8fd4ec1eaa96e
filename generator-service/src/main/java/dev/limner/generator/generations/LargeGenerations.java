package dev.limner.generator.generations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.Problem;
import dev.limner.generator.serving.Models;
import dev.limner.images.Pulse;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Job;
import dev.limner.jobs.JobHandler;
import dev.limner.jobs.Jobs;
import dev.limner.store.ObjectStore;

/**
 * Makes the pictures of a generation that has a row, a step at a time, so that small requests come in between.
 * Its alias is resolved at the first claim and recorded: every later claim paints with the same checkpoint.
 */
final class LargeGenerations implements JobHandler {
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);

    private final Works works;
    private final GenerationTable table;
    private final ObjectStore objects;
    private final DirectResults results;
    private final Clock clock;

    /**
     * @param limner the program's version
     */
    LargeGenerations(Jobs jobs, Models models, ObjectStore objects, DirectResults results, String limner,
            Clock clock) {
        this.works = new Works(jobs, models, objects, limner);
        this.table = new GenerationTable(jobs);
        this.objects = objects;
        this.results = results;
        this.clock = clock;
    }

    @Override
    public void run(Claim claim) {
        GenerationCommand.Request request = Generations.request(claim.job());
        ModelReference model = resolved(request);
        try (Work work = works.of(request, model, works.pictures(request));
                Result result = new Result(request.id(), work)) {
            String checkpoint = work.provenance().checkpoint();
            if (model != null && !checkpoint.equals(model.selector())) {
                claim.append(List.of(), handle -> table.resolve(handle, request.id(), checkpoint));
            }
            make(claim, result);
            GenerationEvent.Succeeded done = result.storeUnder(claim.epoch(), objects);
            claim.succeed(List.of(Generations.event(request.id(), done)), handle -> {});
        } catch (GivenUp e) {
            // The worker sees by the claim why.
        }
    }

    /** The model that a request names, or the checkpoint that an earlier claim resolved it to; null where it names none. */
    private ModelReference resolved(GenerationCommand.Request request) {
        return request.model() == null
                ? null
                : table.checkpoint(request.id())
                        .map(checkpoint -> new ModelReference(request.model().model(), checkpoint))
                        .orElse(request.model());
    }

    /** Makes all pictures, or throws {@link GivenUp}. */
    private void make(Claim claim, Result result) {
        Telling telling = new Telling(claim, result);
        while (!result.complete()) {
            telling.at(0);
            result.make(telling);
            telling.at(0);
        }
    }

    /** Looks for wishes, and tells of progress, in pictures where there are many and in hundredths where they take long. */
    private final class Telling implements Pulse {
        private static final long HUNDREDTHS = 100;
        private final Claim claim;
        private final Result result;
        private Instant told = clock.instant();

        Telling(Claim claim, Result result) {
            this.claim = claim;
            this.result = result;
        }

        @Override
        public void at(double share) {
            if (claim.lost() || claim.cancelWished() || claim.shuttingDown()) {
                throw new GivenUp();
            }
            Instant now = clock.instant();
            if (!now.isBefore(told.plus(PROGRESS_EVERY))) {
                told = now;
                boolean counted = result.countsPictures();
                long done = counted
                        ? result.done()
                        : Math.min(HUNDREDTHS, (long) (HUNDREDTHS * (result.done() + share) / result.total()));
                results.progressed(new GenerationEvent.Progressed(claim.job().id(), done,
                        counted ? result.total() : HUNDREDTHS), claim.epoch());
            }
        }
    }

    /** Ends work that is to be given up, from within it. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("given up", null, false, false);
        }
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
