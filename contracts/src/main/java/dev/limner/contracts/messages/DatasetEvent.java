package dev.limner.contracts.messages;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.problems.Problem;

/** Events on {@code limner.dataset-events}; key: the dataset's name. */
public sealed interface DatasetEvent extends Event {
    String job();

    String dataset();

    @Override
    default String subject() {
        return job();
    }

    /**
     * {@code dataset.accepted}: the job is recorded and will be worked on.
     *
     * @param operation {@code import}, {@code select}, {@code augment} or {@code delete}; null (from an older release) for
     *                  an import
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Accepted(String job, String dataset, String operation) implements DatasetEvent {
        /** An import is accepted. */
        public Accepted(String job, String dataset) {
            this(job, dataset, "import");
        }
    }

    /**
     * {@code dataset.progressed}: at most once a second, best effort.
     *
     * @param stage      what is being done: {@code looking}, {@code reading}, {@code choosing}, {@code transforming},
     *                   {@code sampling}, {@code storing}
     * @param done       pictures looked at so far
     * @param total      pictures expected; 0 while unknown
     * @param accepted   pictures that will be in the version
     * @param refused    pictures listed in the report with their reason
     * @param bytes      of the pictures read so far, as they were sent; null where it is not said
     * @param perSecond  pictures a second in this stage; null while unknown
     * @param etaSeconds seconds until this stage is done, at that rate; null while unknown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progressed(String job, String dataset, String stage, long done, long total, long accepted, long refused,
            Long bytes, Double perSecond, Double etaSeconds)
            implements
                DatasetEvent {}

    /**
     * {@code dataset.version-published}: the import, selection or augmentation succeeded.
     *
     * @param version  the version it made, or the one that held the same content already
     * @param existing whether that version was there before
     * @param digest   SHA-256 over the version's sorted picture records, in hex
     * @param manifest object key of the manifest
     * @param train    pictures of the split {@code train}
     * @param heldOut  pictures of the split {@code held-out}
     * @param refused  pictures refused
     * @param duplicates exact duplicates left out
     * @param classes  class names in the order of their indices; empty where unlabelled
     */
    record VersionPublished(String job, String dataset, int version, boolean existing, String digest, String manifest,
            long train, long heldOut, long refused, long duplicates, int width, int height, Colour colour,
            List<String> classes) implements DatasetEvent, Terminal {}

    /**
     * {@code dataset.deleted}: the version is gone; its objects follow.
     *
     * @param version its number, which is not given again
     * @param digest  of what it held
     */
    record Deleted(String job, String dataset, int version, String digest) implements DatasetEvent, Terminal {}

    /** {@code dataset.failed}: nothing of it is visible. */
    record Failed(String job, String dataset, Problem problem) implements DatasetEvent, Terminal {}

    /** {@code dataset.cancelled}: nothing of it is visible. */
    record Cancelled(String job, String dataset) implements DatasetEvent, Terminal {}

    /** {@code dataset.refused}: the command was set aside; a job that has the same id goes on undisturbed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(String job, String dataset, Problem problem) implements DatasetEvent {}
}
