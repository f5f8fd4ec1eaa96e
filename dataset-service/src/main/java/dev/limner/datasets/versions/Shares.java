package dev.limner.datasets.versions;

import java.util.Arrays;
import java.util.List;

import dev.limner.contracts.messages.DatasetCommand.Augment;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * How many pictures of each class an augmentation adds, and how many of them a model paints.
 *
 * @param transformed by class
 * @param sampled     by class
 */
record Shares(int[] transformed, int[] sampled) {
    static final int MOST = 500_000;

    /**
     * Works them out.
     *
     * @param counts training pictures of each class
     * @throws ProblemException (too large) where they are more than {@link #MOST}; (no pictures) where a class has nothing to
     *                          transform
     */
    static Shares of(Augment wanted, List<String> classes, int[] counts) {
        int[] transformed = new int[counts.length];
        int[] sampled = new int[counts.length];
        int largest = Arrays.stream(counts).max().orElse(0);
        long all = 0;
        for (int c = 0; c < counts.length; c++) {
            long target = Math.round(wanted.times() * (wanted.balance() ? largest : counts[c]));
            long added = Math.max(0, target - counts[c]);
            all += added;
            if (all > MOST) {
                throw new ProblemException(ProblemType.TOO_LARGE,
                        "more than %d pictures would be added: ask for fewer times".formatted(MOST));
            }
            sampled[c] = (int) Math.round(added * wanted.modelShare());
            transformed[c] = (int) added - sampled[c];
            if (counts[c] == 0 && transformed[c] > 0) {
                throw new ProblemException(ProblemType.NO_PICTURES,
                        "the class '%s' has no training picture to transform: let a model paint all of it (modelShare 1), or leave the class out"
                                .formatted(classes.get(c)));
            }
        }
        return new Shares(transformed, sampled);
    }
}
