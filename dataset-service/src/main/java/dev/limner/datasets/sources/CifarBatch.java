package dev.limner.datasets.sources;

import java.util.regex.Pattern;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * A file of CIFAR-10 or CIFAR-100 in their binary version (Krizhevsky 2009, "Learning multiple layers of features from
 * tiny images"): records of one label byte (CIFAR-100: the superclass, then the class) and 3072 bytes of pixels, 32×32,
 * red, green and blue each by rows. {@code test_batch.bin} and {@code test.bin} are the published test set.
 *
 * @param labels  label bytes of a record; the last one counts
 * @param count   records
 * @param heldOut whether it is the test set
 */
record CifarBatch(SourceFile file, int labels, int count, boolean heldOut) {
    static final int SIDE = 32;
    static final int PIXELS = 3 * SIDE * SIDE;
    private static final Pattern TEN = Pattern.compile("data_batch_[0-9]+\\.bin|test_batch\\.bin");
    private static final Pattern HUNDRED = Pattern.compile("(train|test)\\.bin");

    /**
     * Whether a file is one, going by its name, and where that could be anybody's also by its length.
     *
     * @param name in lower case
     */
    static boolean is(String name, long bytes) {
        return TEN.matcher(name).matches()
                || HUNDRED.matcher(name).matches() && bytes > 0 && bytes % (2 + PIXELS) == 0;
    }

    /**
     * Looks at a file's name and length.
     *
     * @param name in lower case
     * @throws ProblemException (unreadable archive) where it does not consist of whole records
     */
    static CifarBatch of(SourceFile file, String name) {
        int labels = HUNDRED.matcher(name).matches() ? 2 : 1;
        int record = labels + PIXELS;
        if (file.bytes() == 0 || file.bytes() % record != 0 || file.bytes() / record > Integer.MAX_VALUE) {
            throw new ProblemException(ProblemType.UNREADABLE_ARCHIVE,
                    "'%s' has %d bytes, which are not whole records of %d: it is cut off, or not CIFAR's binary version"
                            .formatted(file.shown(), file.bytes(), record));
        }
        return new CifarBatch(file, labels, (int) (file.bytes() / record), name.startsWith("test"));
    }
}
