package dev.limner.contracts.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.problems.ProblemException;

class BudgetTest {

    @ParameterizedTest
    @CsvSource({"1,1", "128000,128000", "500k,500000", "2M,2000000", "2.5k,2500", "0.001k,1", "' 10k ',10000",
            "999999999M,999999999000000", "1000000000000000,1000000000000000"})
    void shouldReadImages(String text, long images) {
        // When
        Budget budget = Budget.parse(text);

        // Then
        assertThat(budget).isEqualTo(Budget.images(images));
        assertThat(budget.inImages()).isTrue();
        assertThat(budget).hasToString(Long.toString(images));
        assertThat(Budget.parse(budget.toString())).isEqualTo(budget);
    }

    @ParameterizedTest
    @CsvSource({"90s,90000,90s", "20m,1200000,1200s", "8h,28800000,28800s", "0.5s,500,0.5s", "1.25m,75000,75s",
            "0.001s,1,0.001s"})
    void shouldReadTimes(String text, long millis, String written) {
        // When
        Budget budget = Budget.parse(text);

        // Then
        assertThat(budget).isEqualTo(Budget.time(Duration.ofMillis(millis)));
        assertThat(budget.inImages()).isFalse();
        assertThat(budget).hasToString(written);
        assertThat(Budget.parse(written)).isEqualTo(budget);
    }

    @ParameterizedTest
    @CsvSource({"1steps,1", "2000steps,2000", "50ksteps,50000", "0.5Msteps,500000", "100000000000steps,100000000000"})
    void shouldReadSteps(String text, long steps) {
        // When
        Budget budget = Budget.parse(text);

        // Then
        assertThat(budget).isEqualTo(Budget.steps(steps));
        assertThat(budget).hasToString(steps + "steps");
        assertThat(budget.ofBatches(64)).isEqualTo(Budget.images(64 * steps));
        assertThat(Budget.parse(budget.toString())).isEqualTo(budget);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0steps", "1.5steps", "100000000001steps", "5msteps", "5ks", "2000 steps", "steps", "", "k",
            "0", "0s", "0.0k", "-1", "-5s", "1.5", "0.0001k", "1d", "10 k", "1e3", "1,000",
            "∞",
            "10K", "1000000000000001", "999999999999999999M", "999999999999999999h", "9999999999999999999", "0x10",
            "10ks"})
    void shouldRefuseWhatIsNoBudget(String text) {
        assertThatThrownBy(() -> Budget.parse(text))
                .isInstanceOfSatisfying(ProblemException.class,
                        refused -> assertThat(refused.problem().field()).isEqualTo("budget"));
    }

    @Test
    void shouldRefuseNothingAndBothAtOnce() {
        assertThatThrownBy(() -> Budget.parse(null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Budget(5, 0, Duration.ofSeconds(1))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Budget(5, 5, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Budget(0, -1, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Budget(0, 0, Duration.ofNanos(1))).isInstanceOf(ProblemException.class);
    }
}
