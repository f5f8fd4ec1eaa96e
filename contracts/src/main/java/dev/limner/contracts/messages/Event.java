package dev.limner.contracts.messages;

/** What happened. Every event of a job names the job; its id, epoch and sequence are attributes of its envelope. */
public sealed interface Event permits DatasetEvent, TrainingEvent, GenerationEvent, ModelEvent {

    /** What the event is about, as its CloudEvents {@code subject}: the job's id, or the registry's key. */
    String subject();

    /** A job's last event: nothing that comes after it counts. */
    interface Terminal {}
}
