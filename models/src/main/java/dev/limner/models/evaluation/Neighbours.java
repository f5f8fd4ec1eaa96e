package dev.limner.models.evaluation;

import java.util.Arrays;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Torch;

/**
 * The k rows of one set nearest to each row of another, by Euclidean distance, all pairs compared, in blocks: ‖a − b‖² =
 * ‖a‖² + ‖b‖² − 2 aᵀb, the last term as one matrix product. Those found are measured again, exactly, in double precision,
 * since the sum of the three loses the digits of a small distance.
 *
 * @param places    by row, the places of its neighbours, nearest first; [n,k]
 * @param distances by row, how far they are; [n,k]
 */
record Neighbours(int[][] places, double[][] distances) {
    private static final int BLOCK = 1_000;
    private static final int AMONG = 4_000;

    /**
     * @param k 1 up to as many as there are to choose from
     */
    static Neighbours of(Rows rows, Rows among, int k) {
        return of(rows, among, k, false);
    }

    /** The same within one set: no row is its own neighbour. */
    static Neighbours within(Rows rows, int k) {
        return of(rows, rows, k, true);
    }

    /** Distance to the nearest, of each row. */
    double[] nearest() {
        return Arrays.stream(distances).mapToDouble(all -> all[0]).toArray();
    }

    private static Neighbours of(Rows rows, Rows among, int k, boolean same) {
        if (k < 1 || k > among.count() - (same ? 1 : 0)) {
            throw new IllegalArgumentException("%d neighbours among %d".formatted(k, among.count()));
        }
        int[][] places = new int[rows.count()][];
        double[][] distances = new double[rows.count()][];
        try (Torch.Recording off = Torch.withoutRecording(); NDManager manager = Torch.manager(Device.cpu())) {
            for (int from = 0; from < rows.count(); from += BLOCK) {
                int to = Math.min(from + BLOCK, rows.count());
                try (NDManager memory = manager.newSubManager()) {
                    Nearest[] found = search(memory, rows, from, to, among, k, same);
                    for (int i = from; i < to; i++) {
                        places[i] = found[i - from].places;
                        distances[i] = exact(rows.row(i), among, places[i]);
                    }
                }
            }
        }
        return new Neighbours(places, distances);
    }

    private static Nearest[] search(NDManager block, Rows rows, int from, int to, Rows among, int k, boolean same) {
        NDArray a = rows.block(block, from, to); // [N,d]
        NDArray squares = a.square().sum(new int[]{1}, true); // [N,1]
        NDArray minusTwo = Numbers.scalar(block, -2);
        Nearest[] found = new Nearest[to - from];
        Arrays.setAll(found, i -> new Nearest(k));
        for (int start = 0; start < among.count(); start += AMONG) {
            int end = Math.min(start + AMONG, among.count());
            try (NDManager memory = block.newSubManager()) {
                NDArray b = among.block(memory, start, end); // [M,d]
                NDArray others = b.square().sum(new int[]{1}).reshape(1, -1); // [1,M]
                NDArray products = a.matMul(b.transpose());
                products.attach(memory);
                NDArray distances = products.muli(minusTwo).addi(squares).addi(others); // [N,M]
                NDList best = distances.topK(Math.min(k + (same ? 1 : 0), end - start), 1, false, true);
                float[] values = best.get(0).toFloatArray();
                long[] columns = best.get(1).toLongArray();
                int each = values.length / found.length;
                for (int p = 0; p < values.length; p++) {
                    int place = start + (int) columns[p];
                    if (!same || place != from + p / each) {
                        found[p / each].offer(place, values[p]);
                    }
                }
            }
        }
        return found;
    }

    private static double[] exact(float[] row, Rows among, int[] places) {
        double[] distances = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            float[] other = among.row(places[i]);
            double sum = 0;
            for (int j = 0; j < row.length; j++) {
                double off = (double) row[j] - other[j];
                sum += off * off;
            }
            distances[i] = Math.sqrt(sum);
        }
        return distances;
    }

    /** The nearest that were offered so far, in order. */
    private static final class Nearest {
        private final int[] places;
        private final float[] squares;

        Nearest(int k) {
            places = new int[k];
            squares = new float[k];
            Arrays.fill(squares, Float.POSITIVE_INFINITY);
        }

        void offer(int place, float square) {
            int last = places.length - 1;
            if (square >= squares[last]) {
                return;
            }
            int i = last;
            for (; i > 0 && squares[i - 1] > square; i--) {
                squares[i] = squares[i - 1];
                places[i] = places[i - 1];
            }
            squares[i] = square;
            places[i] = place;
        }
    }
}
