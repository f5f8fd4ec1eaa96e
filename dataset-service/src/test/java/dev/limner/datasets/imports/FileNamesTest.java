package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNamesTest {

    @Test
    void shouldKeepNamesUntilThereIsNoRoom() {
        // Given
        FileNames names = new FileNames(12);
        // When
        names.add("röschen");
        names.add("tulip");
        names.add("abcd");
        // Then: 8 and 4 bytes; five find no room
        assertThat(names.get(0)).isEqualTo("röschen");
        assertThat(names.get(1)).isNull();
        assertThat(names.get(2)).isEqualTo("abcd");
    }
}
