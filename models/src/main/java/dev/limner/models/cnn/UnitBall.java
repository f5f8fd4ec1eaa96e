package dev.limner.models.cnn;

/** {z : ‖z‖₂ ≤ 1}, where codes are kept (Bojanowski et al. 2018, section 3.2). */
final class UnitBall {
    private UnitBall() {}

    /** Brings the {@code size} numbers from {@code offset} on to the nearest point of the ball: z / max(‖z‖₂, 1). */
    static void project(float[] values, int offset, int size) {
        double squares = 0;
        for (int j = offset; j < offset + size; j++) {
            squares += (double) values[j] * values[j];
        }
        if (squares > 1) {
            float factor = (float) (1 / Math.sqrt(squares));
            for (int j = offset; j < offset + size; j++) {
                values[j] *= factor;
            }
        }
    }
}
