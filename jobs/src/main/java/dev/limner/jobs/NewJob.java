package dev.limner.jobs;

import java.util.Objects;

/**
 * A job to be submitted.
 *
 * @param id        the command's id, which becomes the job's
 * @param kind      which workers take it, {@code training-run}
 * @param subject   what it is about: a model's or a dataset's name
 * @param body      the command's JSON as it was received; the same id with another body is another command
 * @param exclusive whether the subject may have only one active job of this kind (accepted, running or stopped)
 */
public record NewJob(String id, String kind, String subject, byte[] body, boolean exclusive) {
    public NewJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(body, "body");
    }
}
