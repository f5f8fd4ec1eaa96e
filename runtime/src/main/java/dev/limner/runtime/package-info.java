/**
 * What the four services share at run time: a Quarkus library of beans, with defaults in
 * {@code META-INF/microprofile-config.properties}. A service sets {@code quarkus.application.name},
 * {@code limner.schema}, and names the topic of each channel it reads:
 *
 * <pre>
 * quarkus.application.name=trainer-service
 * limner.schema=trainer
 * mp.messaging.incoming.training-commands.connector=smallrye-kafka
 * mp.messaging.incoming.training-commands.topic=limner.training-commands
 * </pre>
 *
 * <p>A message's way through a service, worked out. The channel class:
 *
 * <pre>{@code
 * // In: limner.training-commands, any key. Out: limner.training-events, key the run's id.
 * @ApplicationScoped
 * class RunCommands {
 *     private final Inbox inbox;
 *     private final Jobs jobs;
 *     private final Runs runs;   // a JobHandler
 *
 *     RunCommands(Inbox inbox, Jobs jobs, Runs runs) { … }
 *
 *     @Incoming("training-commands")
 *     CompletionStage<Void> handle(Message<byte[]> message) {
 *         return inbox.take(message, this::handle, RunCommands::refused);
 *     }
 *
 *     private void handle(Envelope envelope) {
 *         Record command = envelope.message();                       // a wrong field throws: set aside by the inbox
 *         if (command instanceof TrainingCommand.Start start) {
 *             start(start, Json.write(envelope.data()));
 *         } else if (command instanceof TrainingCommand.Cancel cancel) {
 *             jobs.signal(cancel.id(), cancel.target(), Wish.CANCEL, runs::cancelled);
 *         } else { … Stop, Resume likewise …
 *         } else {
 *             throw new ProblemException(ProblemType.UNKNOWN_TYPE, envelope.type().name() + " is no command for runs");
 *         }
 *     }
 *
 *     private void start(TrainingCommand.Start start, byte[] body) {
 *         if (jobs.find(start.id()).isEmpty()) { … what may change is checked only for a new one: is the dataset there? }
 *         Submitted submitted = jobs.submit(new NewJob(start.id(), "training-run", start.model(), body, true),
 *                 List.of(new Announcement(Topics.TRAINING_EVENTS, start.id(), new TrainingEvent.Accepted(…))));
 *         switch (submitted) {
 *             case ACCEPTED, SAME -> { }
 *             case DIFFERENT -> throw new ProblemException(ProblemType.ID_CONFLICT, "…");
 *             case BUSY -> throw new ProblemException(ProblemType.MODEL_BUSY, "…");
 *         }
 *     }
 *
 *     private static Announcement refused(RefusedCommand command) {
 *         return new Announcement(Topics.TRAINING_EVENTS, command.id(),
 *                 new TrainingEvent.Refused(command.id(), command.text("model"), command.problem()));
 *     }
 * }
 * }</pre>
 *
 * <p>And what does the work, started once:
 *
 * <pre>{@code
 * void start(@Observes StartupEvent event) {
 *     workers.run("training-run", 1, runs);
 * }
 * }</pre>
 *
 * <p>Injectable: {@link dev.limner.jobs.Jobs}, {@link dev.limner.store.ObjectStore}, {@link dev.limner.runtime.Inbox},
 * {@link dev.limner.runtime.KafkaPublisher} (progress, fast results), {@link dev.limner.runtime.Workers},
 * {@link dev.limner.runtime.Dependencies} (what is away; {@code established()} to begin something once all is there).
 * The outbox is published without further ado. The service's own tables are made by {@code db/migration/V1__….sql}
 * once PostgreSQL answers; they are in the schema {@code limner.schema}, beside {@code job}, {@code job_control},
 * {@code outbox}.
 */
package dev.limner.runtime;
