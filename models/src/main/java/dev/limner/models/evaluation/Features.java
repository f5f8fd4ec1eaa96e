package dev.limner.models.evaluation;

import java.util.Arrays;

/**
 * What a network makes of n pictures: d numbers of each.
 *
 * @param count  n
 * @param width  d
 * @param values row-major, [n,d]
 */
public record Features(int count, int width, float[] values) implements Rows {
    public Features {
        if (values.length != Math.multiplyExact(count, width)) {
            throw new IllegalArgumentException("%d numbers are not [%d,%d]".formatted(values.length, count, width));
        }
    }

    /** Of rows that are written out; all of one width. */
    public static Features of(float[]... rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        float[] values = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * width, width);
        }
        return new Features(rows.length, width, values);
    }

    @Override
    public void copy(int i, float[] target, int offset) {
        System.arraycopy(values, i * width, target, offset, width);
    }

    /** {@code m} rows by {@link Choice}; all where there are not more. */
    Features some(int m) {
        if (m >= count) {
            return this;
        }
        int[] places = Choice.of(count, m);
        float[] chosen = new float[m * width];
        for (int i = 0; i < m; i++) {
            copy(places[i], chosen, i * width);
        }
        return new Features(m, width, chosen);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Features that && count == that.count && width == that.width
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * count + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Features[%d,%d]".formatted(count, width);
    }
}
