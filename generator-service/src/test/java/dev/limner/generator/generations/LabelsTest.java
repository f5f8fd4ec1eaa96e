package dev.limner.generator.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;

class LabelsTest {
    private static final List<String> CLASSES = List.of("rose", "tulip", "7");

    @Test
    void shouldTakeClassesInTurn() {
        // When
        Labels labels = Labels.of(null, CLASSES);

        // Then
        assertThat(List.of(labels.name(0), labels.name(1), labels.name(5))).containsExactly("rose", "tulip", "7");
    }

    @Test
    void shouldTakeNameBeforeIndex() {
        // When
        Labels byName = Labels.of("7", CLASSES);

        // Then
        assertThat(byName.index(0)).isEqualTo(2);
        assertThat(Labels.of("1", CLASSES).name(9)).isEqualTo("tulip");
    }

    @Test
    void shouldHaveNoneWhereTheModelKnowsNone() {
        // When
        Labels labels = Labels.of(null, List.of());

        // Then
        assertThat(labels.index(3)).isEqualTo(-1);
        assertThat(labels.name(3)).isNull();
    }

    @Test
    void shouldRefuseUnknownClassAndListThoseThereAre() {
        assertThatThrownBy(() -> Labels.of("oak", CLASSES)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("oak").hasMessageContaining("rose, tulip, 7");
        assertThatThrownBy(() -> Labels.of("3", CLASSES)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Labels.of("rose", List.of())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("without labels");
    }
}
