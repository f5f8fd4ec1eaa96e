package dev.limner.models.evaluation;

import java.util.Arrays;

import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/** Which pictures are taken where not all are: drawn by a seed that never changes, whatever order they are in. */
final class Choice {
    private static final long SEED = 1;

    private Choice() {}

    /** {@code m} of 0 … count − 1 in ascending order; all of them where there are not more. */
    static int[] of(int count, int m) {
        int[] chosen = Arrays.copyOf(permutation(count), Math.min(m, count));
        Arrays.sort(chosen);
        return chosen;
    }

    /** One of {@code groups} for each of 0 … count − 1, all groups of one size or smaller by one. */
    static int[] groups(int count, int groups) {
        int[] of = new int[count];
        int[] order = permutation(count);
        for (int i = 0; i < count; i++) {
            of[order[i]] = i % groups;
        }
        return of;
    }

    private static int[] permutation(int count) {
        return new Randomness(SEED, Stream.SUBSETS, count).permutation(count);
    }
}
