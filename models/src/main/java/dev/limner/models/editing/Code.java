package dev.limner.models.editing;

/**
 * What a network paints one picture from.
 *
 * @param numbers the code, of as many numbers as the network takes
 * @param classes the shares of the classes, most often 1 for one of them; empty for a model without classes
 */
public record Code(float[] numbers, float[] classes) {

    /**
     * What lies between two codes: on the great circle where codes are draws of N(0, I), which have about one length and
     * whose means would be shorter (Shoemake 1985; White 2016, Sampling Generative Networks), else on the line. Classes mix
     * evenly.
     *
     * @param share 0 for the first, 1 for the second
     */
    public static Code between(Code first, Code second, double share, boolean spherical) {
        double one = 1 - share;
        double other = share;
        if (spherical) {
            double angle = angle(first.numbers, second.numbers);
            double sine = StrictMath.sin(angle);
            if (sine > 1e-6) {
                one = StrictMath.sin((1 - share) * angle) / sine;
                other = StrictMath.sin(share * angle) / sine;
            }
        }
        return new Code(mixed(first.numbers, one, second.numbers, other),
                mixed(first.classes, 1 - share, second.classes, share));
    }

    private static double angle(float[] a, float[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        double lengths = Math.sqrt(squaresA * squaresB);
        return lengths == 0 ? 0 : StrictMath.acos(Math.max(-1, Math.min(1, product / lengths)));
    }

    private static float[] mixed(float[] a, double one, float[] b, double other) {
        float[] mixed = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            mixed[i] = (float) (one * a[i] + other * b[i]);
        }
        return mixed;
    }
}
