package dev.limner.datasets.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.datasets.Split;

/**
 * Decides for each picture whether it is in the version, under which label and in which half. The same pictures get the
 * same decisions in whatever order they come.
 *
 * <p><b>Duplicates.</b> Pictures with the same normalised pixels are one picture. One that is both in an official
 * held-out half and in the training half stays held out and leaves training: what a model is judged by, it must not have
 * seen; and the official half keeps its published content, so that figures can be compared. Where duplicates have
 * different classes nobody can know which is right: the first class is kept, and the report counts them.
 *
 * <p><b>Halves.</b> An official split stays as it is. Where there is none, a tenth is held out, chosen by the picture's
 * digest alone, so that a picture held out of one version is held out of the next ones too, however many are added;
 * a class of two or more has at least one picture in each half. Where pictures are added to a version, those it has keep
 * their halves.
 */
final class Admission {
    static final double HELD_OUT_SHARE = 0.1;
    private static final int LEFT_OUT = -2;
    private static final int LISTED = 100;

    private final PictureTable table;
    private final int[] labels;
    private final Split[] splits;
    private final List<Twin> twins = new ArrayList<>();
    private final boolean official;
    private int duplicatesInTrain;
    private int duplicatesInHeldOut;
    private int alsoHeldOut;
    private int conflicting;

    /** A picture that was left out, and the one of the same pixels that was kept. */
    record Twin(int leftOut, int kept) {}

    /**
     * @param indexOfClass the index each class number of the table stands for
     * @param officialBefore whether the decided pictures' halves are their publisher's; nothing where there are none
     * @throws ProblemException (no pictures) where all that there is belongs to the held-out half
     */
    Admission(PictureTable table, int[] indexOfClass, Optional<Boolean> officialBefore) {
        this.table = table;
        this.labels = new int[table.count()];
        this.splits = new Split[table.count()];
        boolean heldOut = false;
        boolean other = false;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = table.className(i) < 0 ? -1 : indexOfClass[table.className(i)];
            splits[i] = table.split(i);
            heldOut |= splits[i] == Split.HELD_OUT;
            other |= splits[i] != Split.HELD_OUT;
        }
        if (heldOut && !other) {
            throw new ProblemException(ProblemType.NO_PICTURES,
                    "all %d pictures are of the held-out half, going by the files' or folders' names (t10k, test, held-out): "
                            .formatted(labels.length) + "send those to train on as well");
        }
        this.official = officialBefore.orElse(heldOut);
        Integer[] order = order();
        leaveOutDuplicates(order);
        if (!official) {
            holdOut(order);
        }
    }

    /** Where the picture goes; nothing where it is a duplicate. */
    Optional<Split> split(int picture) {
        return labels[picture] == LEFT_OUT ? Optional.empty() : Optional.of(splits[picture]);
    }

    /** The index of the picture's class; -1 for none. */
    int label(int picture) {
        return labels[picture];
    }

    /** Whether the publisher made the split. */
    boolean official() {
        return official;
    }

    Duplicates duplicates() {
        return new Duplicates(duplicatesInTrain, duplicatesInHeldOut, alsoHeldOut, conflicting);
    }

    /** The first of the duplicates. */
    List<Twin> twins() {
        return twins;
    }

    /** By digest; of equal ones the held-out first, then by label: the first of a group is the one that stays. */
    private Integer[] order() {
        Integer[] order = new Integer[labels.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (one, other) -> {
            int byDigest = table.compareDigests(one, other);
            if (byDigest != 0) {
                return byDigest;
            }
            int bySplit = Boolean.compare(splits[other] == Split.HELD_OUT, splits[one] == Split.HELD_OUT);
            bySplit = bySplit != 0 ? bySplit : Boolean.compare(table.decided(other), table.decided(one));
            return bySplit != 0 ? bySplit : Integer.compare(unlabelledLast(one), unlabelledLast(other));
        });
        return order;
    }

    private int unlabelledLast(int picture) {
        return labels[picture] < 0 ? Integer.MAX_VALUE : labels[picture];
    }

    private void leaveOutDuplicates(Integer[] order) {
        for (int first = 0; first < order.length;) {
            int kept = order[first];
            int next = first + 1;
            boolean conflict = false;
            for (; next < order.length && table.compareDigests(kept, order[next]) == 0; next++) {
                int twin = order[next];
                conflict |= labels[twin] >= 0 && labels[twin] != labels[kept];
                if (splits[twin] == Split.HELD_OUT) {
                    duplicatesInHeldOut++;
                } else if (splits[kept] == Split.HELD_OUT) {
                    alsoHeldOut++;
                } else {
                    duplicatesInTrain++;
                }
                labels[twin] = LEFT_OUT;
                if (twins.size() < LISTED) {
                    twins.add(new Twin(twin, kept));
                }
            }
            conflicting += conflict ? 1 : 0;
            splits[kept] = splits[kept] == null ? Split.TRAIN : splits[kept];
            first = next;
        }
    }

    private void holdOut(Integer[] order) {
        int classes = Arrays.stream(labels).max().orElse(-1) + 2;
        int[] first = new int[classes];
        int[] last = new int[classes];
        int[] heldOut = new int[classes];
        int[] count = new int[classes];
        Arrays.fill(first, -1);
        for (int picture : order) {
            if (labels[picture] == LEFT_OUT) {
                continue;
            }
            int group = labels[picture] + 1;
            count[group]++;
            if (!fixed(picture)) {
                first[group] = first[group] < 0 ? picture : first[group];
                last[group] = picture;
                splits[picture] = table.fraction(picture) < HELD_OUT_SHARE ? Split.HELD_OUT : Split.TRAIN;
            }
            heldOut[group] += splits[picture] == Split.HELD_OUT ? 1 : 0;
        }
        for (int group = 0; group < classes; group++) {
            if (first[group] < 0) {
                continue;
            }
            if (count[group] > 1 && heldOut[group] == 0) {
                splits[first[group]] = Split.HELD_OUT;
            }
            if (heldOut[group] == count[group]) {
                splits[last[group]] = Split.TRAIN;
            }
        }
    }

    /** Whether a picture keeps its half: it had it before, or its sender holds it out of what it is added to. */
    private boolean fixed(int picture) {
        return table.decided(picture) || table.split(picture) == Split.HELD_OUT;
    }
}
