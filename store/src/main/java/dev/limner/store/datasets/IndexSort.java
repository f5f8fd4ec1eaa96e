package dev.limner.store.datasets;

import java.util.function.IntBinaryOperator;

/** Sorts the numbers 0 to n − 1 by what they stand for, without an object for each: a bottom-up merge sort. */
final class IndexSort {
    private IndexSort() {}

    /**
     * The sorted order; equal ones keep theirs.
     *
     * @param order compares two indices, as a comparator does
     */
    static int[] sorted(int count, IntBinaryOperator order) {
        int[] from = new int[count];
        for (int i = 0; i < count; i++) {
            from[i] = i;
        }
        int[] to = new int[count];
        for (long width = 1; width < count; width *= 2) {
            for (long start = 0; start < count; start += 2 * width) {
                merge(from, to, (int) start, (int) Math.min(start + width, count),
                        (int) Math.min(start + 2 * width, count), order);
            }
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        return from;
    }

    private static void merge(int[] from, int[] to, int start, int middle, int end, IntBinaryOperator order) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = right >= end
                    || left < middle && order.applyAsInt(from[left], from[right]) <= 0;
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
