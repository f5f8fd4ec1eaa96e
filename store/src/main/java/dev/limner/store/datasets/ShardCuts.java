package dev.limner.store.datasets;

import java.util.function.IntUnaryOperator;

/**
 * Where a version's pictures are cut into shards: after pictures that are marked by their own content (content-defined
 * chunking: Muthitacharoen, Chen and Mazières 2001, "A low-bandwidth network file system"). So a picture that is added
 * changes the shard it falls into and no other, and the new version shares the rest with the one before.
 *
 * @param mean pictures of a shard, more or less; 4 and up
 */
record ShardCuts(int mean) {
    private static final int PICTURES = 2048;
    /** So that a shard of large pictures still fits comfortably into memory. */
    private static final int BYTES = 16 << 20;
    /** A shard has at least a quarter of the mean, and at most twice as many. */
    private static final int LEAST = 4;
    private static final int MOST = 2;

    static ShardCuts of(Frame frame) {
        return new ShardCuts(Math.max(LEAST, Math.min(PICTURES, BYTES / frame.pictureBytes())));
    }

    /**
     * The end (exclusive) of the shard that begins at a picture.
     *
     * @param count pictures of the split
     * @param marks a number for each picture, which depends on its content alone
     */
    int end(int from, int count, IntUnaryOperator marks) {
        int most = Math.min(count, from + MOST * mean);
        for (int end = Math.min(most, from + mean / LEAST); end < most; end++) {
            if (Integer.remainderUnsigned(marks.applyAsInt(end - 1), mean) == 0) {
                return end;
            }
        }
        return most;
    }
}
