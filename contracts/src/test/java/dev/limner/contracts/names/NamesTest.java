package dev.limner.contracts.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.problems.ProblemException;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "flowers", "flowers-vae", "a--b", "fashion-mnist-28"})
    void shouldTakeNames(String name) {
        assertThat(Names.name("model", name)).isSameAs(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "A", "a_b", "a.b", "a/b", "a b", "..", "ä", "a\n", "a@1"})
    void shouldRefuseWhatIsNoName(String name) {
        assertThatThrownBy(() -> Names.name("model", name)).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problem().field()).isEqualTo("model"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0199a4c2-51f0-7d3e-8c1b-2f6e9a0b7c14", "01J8ZQ4W7N5B3M6V9X2C1D0E8F", "run_7"})
    void shouldTakeIds(String id) {
        assertThat(Names.id("id", id)).isSameAs(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "_a", "a/b", "a:b", "..", "a b", "ä", "a\n"})
    void shouldRefuseWhatIsNoId(String id) {
        assertThatThrownBy(() -> Names.id("id", id)).isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldHoldTheLimitsOfLength() {
        assertThat(Names.name("model", "a".repeat(63))).hasSize(63);
        assertThat(Names.id("id", "a".repeat(64))).hasSize(64);
        assertThatThrownBy(() -> Names.name("model", "a".repeat(64))).hasMessageContaining("63");
        assertThatThrownBy(() -> Names.id("id", "a".repeat(65))).hasMessageContaining("64");
    }

    @Test
    void shouldShowNoMoreThanTheBeginningOfALongOne() {
        assertThatThrownBy(() -> Names.name("model", "x".repeat(1 << 20)))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void shouldSayThatNothingWasSent() {
        assertThatThrownBy(() -> Names.name("model", null)).hasMessageContaining("is missing");
        assertThatThrownBy(() -> Names.id("id", null)).hasMessageContaining("is missing");
    }
}
