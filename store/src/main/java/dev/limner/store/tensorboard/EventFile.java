package dev.limner.store.tensorboard;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.limner.store.ObjectStore;

/**
 * An event file of a run, which tells of the images after {@code from} up to {@code to} under one claim. A run has one
 * from each checkpoint to the next, since an object cannot be added to. The rule it keeps: <b>no step is told twice</b>.
 * What a claim did after the checkpoint that a later one goes on from was done again, so that its files count no more
 * ({@link #current}); their names alone say so, also of those that a stale worker writes late.
 *
 * @param epoch of the claim
 */
public record EventFile(String model, String run, long epoch, long from, long to) {
    /** A name's beginning is what TensorBoard knows event files by; the rest sorts as the files are to be read. */
    private static final String NAME = "events.out.tfevents.%06d-%015d-%015d";
    private static final Pattern KEY = Pattern
            .compile("models/([^/]+)/([^/]+)/tensorboard/events\\.out\\.tfevents\\.([0-9]+)-([0-9]+)-([0-9]+)");

    /** Its name in the folder that TensorBoard reads. */
    public String name() {
        return NAME.formatted(epoch, from, to);
    }

    /** Its object key. */
    public String key() {
        return folder(model, run) + name();
    }

    /** The event files of a run that count, in the order of their names. */
    public static List<EventFile> current(ObjectStore objects, String model, String run) {
        List<EventFile> all = objects.list(folder(model, run)).stream().map(EventFile::of).flatMap(Optional::stream)
                .toList();
        return all.stream().filter(file -> all.stream().noneMatch(file::doneAgainBy)).toList();
    }

    private boolean doneAgainBy(EventFile other) {
        return other.epoch > epoch && other.from < to;
    }

    private static Optional<EventFile> of(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(new EventFile(parts.group(1), parts.group(2), Long.parseLong(parts.group(3)),
                        Long.parseLong(parts.group(4)), Long.parseLong(parts.group(5))))
                : Optional.empty();
    }

    private static String folder(String model, String run) {
        return "models/%s/%s/tensorboard/".formatted(model, run);
    }
}
