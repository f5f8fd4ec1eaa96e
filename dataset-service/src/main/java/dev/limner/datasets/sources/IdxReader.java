package dev.limner.datasets.sources;

import java.util.List;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.Picture;
import dev.limner.store.datasets.Split;

/** Reads an IDX pair. Its values are pixels already: nothing is decoded. Label i is line i of the class names, else "i". */
final class IdxReader {
    /** The format's name in a report. */
    private static final String IDX = "idx";
    private final IdxPair pair;
    private final List<String> classes;

    /**
     * @param classes in the order of their indices; null where nobody named them
     */
    IdxReader(IdxPair pair, List<String> classes) {
        this.pair = pair;
        this.classes = classes;
    }

    /**
     * Tells the sink the pictures, in the file's order.
     *
     * @throws ProblemException (unreadable archive) naming the file and what is wrong with it
     */
    void read(SourceSink sink) {
        String[] labels = labels(sink);
        try (IdxFile images = new IdxFile(pair.images())) {
            int height = images.sides()[1];
            int width = images.sides()[2];
            Split split = pair.heldOut() ? Split.HELD_OUT : null;
            String file = pair.images().shown() + " #";
            for (int i = 0; i < images.count(); i++) {
                byte[] pixels = new byte[height * width];
                images.read(pixels);
                sink.picture(new SourcePicture(file + i, IDX, split, labels == null ? null : labels[i],
                        pixels.length, () -> new Picture(1, height, width, pixels)));
            }
            images.end();
        }
    }

    private String[] labels(SourceSink sink) {
        if (pair.labels() == null) {
            return null;
        }
        byte[] labels;
        try (IdxFile file = new IdxFile(pair.labels())) {
            labels = file.readLabels();
            file.end();
        }
        int highest = 0;
        for (byte label : labels) {
            highest = Math.max(highest, label & 0xff);
        }
        if (classes != null && highest >= classes.size()) {
            throw new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "'%s' has the label %d, but %s only %d lines"
                    .formatted(pair.labels().shown(), highest, ClassNames.FILE, classes.size()));
        }
        String[] names = new String[highest + 1];
        for (int i = 0; i <= highest; i++) {
            names[i] = classes == null ? Integer.toString(i) : classes.get(i);
            sink.className(names[i]);
        }
        String[] named = new String[labels.length];
        for (int i = 0; i < labels.length; i++) {
            named[i] = names[labels[i] & 0xff];
        }
        return named;
    }
}
