package dev.limner.models.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

class CollapseTest {
    private static final byte[] DARK = {0, 10};
    private static final byte[] ALMOST = {1, 9};
    private static final byte[] BRIGHT = {(byte) 200, (byte) 255};

    @Test
    void shouldStopWhereAllSamplesAreTheSame() {
        assertThatThrownBy(() -> Collapse.check(List.of(DARK, ALMOST, DARK), 0, 10_000))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.COLLAPSED.uri()))
                .hasMessageContaining("after 10000 images all 3 samples are the same");
    }

    @Test
    void shouldStopWhereAllSamplesOfEachClassAreTheSame() {
        assertThatThrownBy(() -> Collapse.check(List.of(DARK, BRIGHT, ALMOST, BRIGHT), 2, 20_000))
                .isInstanceOf(ProblemException.class).hasMessageContaining("of each class");
    }

    @Test
    void shouldGoOnWhereOneSampleDiffers() {
        assertThatCode(() -> Collapse.check(List.of(DARK, BRIGHT, ALMOST, DARK), 2, 20_000))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldGoOnAtTheBeginning() {
        assertThatCode(() -> Collapse.check(List.of(DARK, DARK), 0, 9_999)).doesNotThrowAnyException();
    }

    @Test
    void shouldNotJudgeByOneSampleOfEachClass() {
        assertThatCode(() -> Collapse.check(List.of(DARK, DARK), 2, 20_000)).doesNotThrowAnyException();
    }
}
