package dev.limner.models.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;

/** A matrix [n,d] of float32 that is read by blocks of rows, so that it need not lie in memory as a whole. */
public interface Rows {

    /** n. */
    int count();

    /** d. */
    int width();

    /** Copies row {@code i} to {@code target} from {@code offset} on. */
    void copy(int i, float[] target, int offset);

    /** Rows {@code from} to {@code to − 1}, in native memory that the manager owns. */
    default NDArray block(NDManager memory, int from, int to) {
        float[] values = new float[Math.multiplyExact(to - from, width())];
        for (int i = from; i < to; i++) {
            copy(i, values, (i - from) * width());
        }
        return Numbers.of(memory, values, to - from, width());
    }

    /** Row {@code i}, copied. */
    default float[] row(int i) {
        float[] row = new float[width()];
        copy(i, row, 0);
        return row;
    }
}
