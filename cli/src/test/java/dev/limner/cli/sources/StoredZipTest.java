package dev.limner.cli.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredZipTest {
    @TempDir
    Path folder;

    @Test
    void shouldBeExactlyAsLongAsItSaid() throws Exception {
        // Given
        List<StoredZip.Entry> entries = List.of(entry("boot/ä.png", "first"), entry("coat/b.png", "second, longer"));

        // When
        byte[] zip = new StoredZip(entries).open().readAllBytes();

        // Then
        assertThat(zip).hasSize((int) new StoredZip(entries).length());
        TreeMap<String, String> read = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                read.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
            }
        }
        assertThat(read).containsEntry("boot/ä.png", "first").containsEntry("coat/b.png", "second, longer").hasSize(2);
    }

    @Test
    void shouldKnowItsLengthBeyondWhatTheFirstFormatCounts() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("a.png"), "x");
        List<StoredZip.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 70_000; i++) {
            entries.add(new StoredZip.Entry("%05d.png".formatted(i), file, 1));
        }
        StoredZip zip = new StoredZip(entries);

        // When
        long length;
        try (InputStream in = zip.open()) {
            length = in.transferTo(OutputStream.nullOutputStream());
        }

        // Then
        assertThat(length).isEqualTo(zip.length());
    }

    @Test
    void shouldRefuseAFileThatChanged() throws Exception {
        // Given
        StoredZip.Entry entry = entry("a.png", "as it was");
        Files.writeString(entry.file(), "as it is now");

        // Then
        assertThatThrownBy(() -> new StoredZip(List.of(entry)).open().readAllBytes()).isInstanceOf(IOException.class)
                .hasMessageContaining("changed").hasMessageContaining(entry.file().toString());
    }

    private StoredZip.Entry entry(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name.replace('/', '-')), content);
        return new StoredZip.Entry(name, file, Files.size(file));
    }
}
