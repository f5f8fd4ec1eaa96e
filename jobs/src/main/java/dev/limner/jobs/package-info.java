/**
 * Durable jobs over PostgreSQL, without a framework and without Kafka: a row for each job, claims with a lease and an
 * epoch, wishes (cancel, stop, resume), and the outbox that tells of it all.
 *
 * <p>A service submits a job from its inbox, runs a {@link dev.limner.jobs.JobWorker} with its
 * {@link dev.limner.jobs.JobHandler}, and a {@link dev.limner.jobs.Relay} with the publisher it has:
 *
 * <pre>{@code
 * Submitted submitted = jobs.submit(new NewJob(start.id(), "training-run", start.model(), body, true),
 *         List.of(new Announcement(Topics.TRAINING_EVENTS, start.id(), accepted)));
 * jobs.signal(cancel.id(), cancel.target(), Wish.CANCEL, job -> handler.cancelled(job));
 * }</pre>
 *
 * @see <a href="https://microservices.io/patterns/data/transactional-outbox.html">Transactional outbox</a>
 */
package dev.limner.jobs;
