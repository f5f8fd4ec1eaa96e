package dev.limner.models.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class ExpectationMaximisationTest {

    /** ¼ N((−3, 0), (1, 0; 0 1)) + ¾ N((3, 1), (2, 1; 1 1)). */
    private static final GaussianMixture KNOWN = new GaussianMixture(new double[]{0.25, 0.75},
            new double[][]{{-3, 0}, {3, 1}},
            new double[][][]{{{1, 0}, {0, 1}}, {{Math.sqrt(2), 0}, {Math.sqrt(0.5), Math.sqrt(0.5)}}});

    @Test
    void shouldKnowTheDensityOfAMixture() {
        // Given ½ N(0, 1) + ½ N(2, 4) at 0
        GaussianMixture mixture = new GaussianMixture(new double[]{0.5, 0.5}, new double[][]{{0}, {2}},
                new double[][][]{{{1}}, {{2}}});

        // When
        double density = Math.exp(mixture.logDensity(new double[]{0}));

        // Then
        assertThat(density).isCloseTo((1 + Math.exp(-0.5) / 2) / 2 / Math.sqrt(2 * Math.PI), within(1e-12));
    }

    @Test
    void shouldFindTheMixtureThatPointsWereDrawnFrom() {
        // Given
        double[][] points = drawn(4000);

        // When
        GaussianMixture found = ExpectationMaximisation.fit(points, 2, draw(1)).mixture();

        // Then
        int left = found.means()[0][0] < found.means()[1][0] ? 0 : 1;
        assertThat(found.shares()[left]).isCloseTo(0.25, within(0.02));
        assertThat(found.means()[left]).containsExactly(new double[]{-3, 0}, within(0.1));
        assertThat(found.means()[1 - left]).containsExactly(new double[]{3, 1}, within(0.1));
        double[][] l = found.factors()[1 - left];
        assertThat(l[0][0] * l[0][0]).isCloseTo(2, within(0.15));
        assertThat(l[1][0] * l[0][0]).isCloseTo(1, within(0.1));
        assertThat(l[1][0] * l[1][0] + l[1][1] * l[1][1]).isCloseTo(1, within(0.1));
    }

    @Test
    void shouldBecomeLikelierWithEachTurn() {
        // Given more components than there are, so that it takes many turns
        double[][] points = drawn(500);

        // When
        List<Double> logLikelihoods = ExpectationMaximisation.fit(points, 6, draw(2)).logLikelihoods();

        // Then
        assertThat(logLikelihoods).hasSizeGreaterThan(2).isSorted();
        assertThat(logLikelihoods.get(logLikelihoods.size() - 1)).isGreaterThan(mean(KNOWN, points) - 0.01);
    }

    @Test
    void shouldStayInvertibleOnPointsOfALine() {
        // Given z = (t, 2t), t = 0 … 9: variances 8.25 and 33
        double[][] points = new double[10][];
        for (int t = 0; t < 10; t++) {
            points[t] = new double[]{t, 2 * t};
        }

        // When
        GaussianMixture found = ExpectationMaximisation.fit(points, 1, draw(3)).mixture();

        // Then Σ = (8.25 16.5; 16.5 33) + ε I with ε = 0.001 · 20.625
        double[][] l = found.factors()[0];
        assertThat(l[0][0] * l[0][0]).isCloseTo(8.25 + 0.020625, within(1e-6));
        assertThat(l[1][0] * l[0][0]).isCloseTo(16.5, within(1e-6));
        assertThat(l[1][1]).isPositive();
    }

    @Test
    void shouldFitOnePoint() {
        // Given
        double[][] points = {{1, 2, 3}};

        // When
        GaussianMixture found = ExpectationMaximisation.fit(points, 1, draw(4)).mixture();

        // Then
        assertThat(found.means()[0]).containsExactly(1, 2, 3);
        assertThat(found.factors()[0][2][2]).isPositive();
    }

    @Test
    void shouldChooseCentresApart() {
        // Given nine equal points and one far away
        double[][] points = new double[10][1];
        points[7][0] = 100;

        // When
        double[][] centres = Centres.choose(points, 2, draw(5));

        // Then
        assertThat(centres[0][0] + centres[1][0]).isEqualTo(100);
        assertThat(Centres.nearest(points, new double[][]{{0}, {100}})[1]).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 0,
                0);
    }

    @Test
    void shouldRefuseMoreComponentsThanPoints() {
        // Given
        double[][] points = {{1}, {2}};

        // When Then
        assertThatThrownBy(() -> ExpectationMaximisation.fit(points, 3, draw(6)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3 components for 2 points");
    }

    private static double[][] drawn(int count) {
        double[][] points = new double[count][];
        for (int n = 0; n < count; n++) {
            Randomness draw = new Randomness(9, Stream.SAMPLE_NOISE, n);
            float[] e = new float[2];
            draw.normals(e, 0, 2);
            int k = draw.nextUniform() < 0.25 ? 0 : 1;
            double[][] l = KNOWN.factors()[k];
            points[n] = new double[]{KNOWN.means()[k][0] + l[0][0] * e[0],
                    KNOWN.means()[k][1] + l[1][0] * e[0] + l[1][1] * e[1]};
        }
        return points;
    }

    private static double mean(GaussianMixture mixture, double[][] points) {
        double sum = 0;
        for (double[] point : points) {
            sum += mixture.logDensity(point) / points.length;
        }
        return sum;
    }

    private static Randomness draw(long index) {
        return new Randomness(1, Stream.CENTRES, index);
    }
}
