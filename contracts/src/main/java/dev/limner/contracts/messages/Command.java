package dev.limner.contracts.messages;

/** What somebody asks for. A command that begins something gives the job its id. */
public sealed interface Command permits DatasetCommand, TrainingCommand, GenerationCommand {

    /** The command's own id, chosen by its sender: a UUID or ULID. */
    String id();

    /** A command to a job that has begun, or will begin when its own command arrives. */
    interface Control {
        /** The job it is meant for. */
        String target();
    }
}
