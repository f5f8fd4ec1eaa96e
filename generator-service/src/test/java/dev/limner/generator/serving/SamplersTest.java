package dev.limner.generator.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

class SamplersTest {
    private final NoiseModels models = new NoiseModels(60);
    private final Samplers samplers = new Samplers(models, 100);

    @Test
    void shouldLoadOnce() {
        // Given
        samplers.lease(NoiseModels.checkpoint("a")).close();

        // When
        samplers.lease(NoiseModels.checkpoint("a")).close();

        // Then
        assertThat(models.loads()).isEqualTo(1);
    }

    @Test
    void shouldEvictTheLeastRecentlyUsedBeyondTheBudget() {
        // Given
        samplers.lease(NoiseModels.checkpoint("a")).close();

        // When
        samplers.lease(NoiseModels.checkpoint("b")).close();

        // Then
        assertThat(models.open("a")).isFalse();
        assertThat(models.open("b")).isTrue();
    }

    @Test
    void shouldNotCloseWhatIsOnLease() {
        // Given
        Samplers.Lease first = samplers.lease(NoiseModels.checkpoint("a"));
        Samplers.Lease second = samplers.lease(NoiseModels.checkpoint("a"));
        samplers.lease(NoiseModels.checkpoint("b")).close();
        first.close();
        first.close();
        boolean openWhileOnLease = models.open("a");

        // When
        second.close();

        // Then
        assertThat(openWhileOnLease).isTrue();
        assertThat(models.open("a")).isFalse();
    }

    @Test
    void shouldTryAgainAfterFailure() {
        // Given
        models.broken("a", new ProblemException(ProblemType.CORRUPT_OBJECT, "no weights"));
        assertThatThrownBy(() -> samplers.lease(NoiseModels.checkpoint("a"))).hasMessageContaining("no weights");
        models.mended("a");

        // When
        Samplers.Lease lease = samplers.lease(NoiseModels.checkpoint("a"));

        // Then
        assertThat(lease.model().manifest().checkpoint()).isEqualTo("a");
    }

    @Test
    void shouldCloseAllButWhatIsOnLease() {
        // Given
        Samplers roomy = new Samplers(models, 1000);
        roomy.lease(NoiseModels.checkpoint("a")).close();
        Samplers.Lease lease = roomy.lease(NoiseModels.checkpoint("b"));

        // When
        roomy.close();

        // Then
        assertThat(models.open("a")).isFalse();
        assertThat(models.open("b")).isTrue();
        lease.close();
        assertThat(models.open("b")).isFalse();
    }
}
