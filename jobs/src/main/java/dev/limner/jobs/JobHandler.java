package dev.limner.jobs;

import java.util.List;

import dev.limner.contracts.problems.Problem;

/** Does the work of one kind of job. Called from the worker's own threads, several at once. */
public interface JobHandler {

    /**
     * Works until the job has ended through one of the claim's methods. Between batches (at least every second) it looks
     * at the claim: {@link Claim#lost()} means return at once and change nothing; {@link Claim#cancelWished()} means
     * return (the worker records the cancel, or call {@link Claim#cancelled} with rows); {@link Claim#stopWished()}
     * means save and call {@link Claim#stopped}; {@link Claim#shuttingDown()} means save and return (the worker
     * releases the job).
     *
     * @throws dev.limner.contracts.problems.ProblemException to fail the job with that problem
     * @throws Exception any other, to try again later; after the last attempt the job fails as internal
     */
    void run(Claim claim) throws Exception;

    /** What to announce when the job fails. Only derives events from the job; touches nothing. */
    List<Announcement> failed(Job job, Problem problem);

    /** What to announce when the job is cancelled. Only derives events from the job; touches nothing. */
    List<Announcement> cancelled(Job job);
}
