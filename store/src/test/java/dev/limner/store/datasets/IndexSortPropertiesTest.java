package dev.limner.store.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class IndexSortPropertiesTest {

    @Property(tries = 300)
    void shouldSortAsTheLibraryDoes(@ForAll @Size(max = 70) List<@IntRange(max = 20) Integer> values) {
        // When
        int[] sorted = IndexSort.sorted(values.size(), (i, j) -> values.get(i).compareTo(values.get(j)));

        // Then
        assertThat(sorted).containsExactly(IntStream.range(0, values.size()).boxed()
                .sorted(Comparator.comparing(values::get)).mapToInt(Integer::intValue).toArray());
    }
}
