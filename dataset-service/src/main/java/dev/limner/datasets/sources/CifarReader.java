package dev.limner.datasets.sources;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.Picture;
import dev.limner.store.datasets.Split;

/** Reads a CIFAR batch. Its values are pixels already: nothing is decoded. Label i is line i of the class names, else "i". */
final class CifarReader {
    /** The format's name in a report. */
    private static final String CIFAR = "cifar";
    private static final int BUFFER = 1 << 16;
    private final CifarBatch batch;
    private final List<String> classes;

    /**
     * @param classes in the order of their indices; null where nobody named them
     */
    CifarReader(CifarBatch batch, List<String> classes) {
        this.batch = batch;
        this.classes = classes;
    }

    /**
     * Tells the sink the pictures, in the file's order.
     *
     * @throws ProblemException (unreadable archive) naming the file and what is wrong with it
     */
    void read(SourceSink sink) {
        String shown = batch.file().shown();
        Split split = batch.heldOut() ? Split.HELD_OUT : null;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(batch.file().open(), BUFFER))) {
            byte[] label = new byte[batch.labels()];
            for (int i = 0; i < batch.count(); i++) {
                byte[] pixels = new byte[CifarBatch.PIXELS];
                in.readFully(label);
                in.readFully(pixels);
                String name = name(label[label.length - 1] & 0xff);
                sink.className(name);
                sink.picture(new SourcePicture(shown + " #" + i, CIFAR, split, name, pixels.length,
                        () -> new Picture(3, CifarBatch.SIDE, CifarBatch.SIDE, pixels)));
            }
            if (in.read() >= 0) {
                throw unreadable("goes on after its last record", null);
            }
        } catch (EOFException e) {
            throw unreadable("ends before its last record", e);
        } catch (IOException | RefusedFileException e) {
            throw unreadable("cannot be read: " + e.getMessage(), e);
        }
    }

    private String name(int label) {
        if (classes == null) {
            return Integer.toString(label);
        }
        if (label >= classes.size()) {
            throw unreadable("has the label %d, where only %d classes are named".formatted(label, classes.size()),
                    null);
        }
        return classes.get(label);
    }

    private ProblemException unreadable(String what, Exception cause) {
        return new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "'%s' %s".formatted(batch.file().shown(), what),
                cause);
    }
}
