package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Fit;
import dev.limner.datasets.imports.AdmissionReport.ClassCount;

class AdviceTest {
    private static final Duplicates NONE = new Duplicates(0, 0, 0, 0);

    @Test
    void shouldHaveNothingToSayOfALargeBalancedSet() {
        // Given
        List<ClassCount> classes = List.of(new ClassCount("rose", 6000, 1000), new ClassCount("tulip", 5000, 900));
        // When
        List<String> advice = Advice.on(11_000, classes, 0, NONE, 0, 0, 1, Fit.CROP);
        // Then
        assertThat(advice).isEmpty();
    }

    @Test
    void shouldWarnOfASmallUnbalancedSet() {
        // Given
        List<ClassCount> classes = List.of(new ClassCount("rose", 500, 50), new ClassCount("tulip", 20, 0),
                new ClassCount("weed", 0, 0));
        // When
        List<String> advice = Advice.on(520, classes, 7, new Duplicates(1, 0, 2, 3), 4, 5, 3, Fit.CROP);
        // Then
        assertThat(advice).hasSize(10);
        assertThat(advice.get(0)).contains("only 520 pictures");
        assertThat(advice.get(1)).contains("unbalanced").contains("500").contains("20");
        assertThat(String.join("\n", advice)).contains("without a picture to train on: weed.")
                .contains("fewer than 50 pictures to train on: tulip.")
                .contains("without a held-out picture: tulip, weed.").contains("7 pictures have no class")
                .contains("3 pictures came under more than one class").contains("2 training pictures are also held out")
                .contains("4 pictures were smaller").contains("5 pictures are not square");
    }

    @Test
    void shouldNameAFewOfManyClasses() {
        // Given
        List<ClassCount> classes = IntStream.range(0, 9)
                .mapToObj(i -> new ClassCount("c" + i, 200, 0)).toList();
        // When
        List<String> advice = Advice.on(1800, classes, 0, NONE, 0, 0, 1, Fit.CROP);
        // Then
        assertThat(advice).containsExactly("Classes without a held-out picture: c0, c1, c2, c3, c4 and 4 more.");
    }
}
