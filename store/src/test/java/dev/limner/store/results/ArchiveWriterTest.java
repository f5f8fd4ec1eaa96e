package dev.limner.store.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.Sha256;

class ArchiveWriterTest {
    private static final String KEY = "generations/g/1.zip";

    private final InMemoryObjectStore objects = new InMemoryObjectStore();

    @ParameterizedTest
    @ValueSource(longs = {0, 500, 1 << 20})
    void shouldServeEachPictureByItsByteRange(long memoryBytes) {
        // Given
        List<byte[]> pictures = List.of(picture(0), picture(1), picture(300), picture(77));

        // When
        List<ArchiveEntry> entries = store(memoryBytes, pictures);

        // Then
        for (int i = 0; i < pictures.size(); i++) {
            ArchiveEntry entry = entries.get(i);
            assertThat(entry.name()).isEqualTo("0000%d.png".formatted(i));
            assertThat(objects.get(KEY)).hasSizeGreaterThan((int) (entry.offset() + entry.length()));
            assertThat(Arrays.copyOfRange(objects.get(KEY), (int) entry.offset(),
                    (int) (entry.offset() + entry.length()))).isEqualTo(pictures.get(i));
            assertThat(entry.sha256()).isEqualTo(Sha256.hex(pictures.get(i)));
        }
    }

    @Test
    void shouldBeAZipThatEveryToolReads(@TempDir Path folder) throws IOException {
        // Given
        store(1 << 20, List.of(picture(10), picture(20)));
        Path file = Files.write(folder.resolve("a.zip"), objects.get(KEY));

        // When
        try (ZipFile zip = new ZipFile(file.toFile());
                ZipInputStream stream = new ZipInputStream(new ByteArrayInputStream(objects.get(KEY)))) {
            // Then
            Enumeration<? extends ZipEntry> entries = zip.entries();
            for (String name : List.of("00000.png", "00001.png", "manifest.json")) {
                ZipEntry entry = entries.nextElement();
                assertThat(entry.getName()).isEqualTo(name);
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                assertThat(entry.getTimeLocal()).hasToString("1980-01-01T00:00");
                assertThat(stream.getNextEntry().getName()).isEqualTo(name);
                assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(stream.readAllBytes());
            }
            assertThat(entries.hasMoreElements()).isFalse();
            assertThat(stream.getNextEntry()).isNull();
        }
    }

    @Test
    void shouldGiveTheSameBytesForTheSamePictures() {
        // Given
        List<byte[]> pictures = List.of(picture(10), picture(20));
        store(1 << 20, pictures);
        byte[] first = objects.get(KEY);

        // When
        store(0, pictures);

        // Then
        assertThat(objects.get(KEY)).isEqualTo(first);
    }

    @Test
    void shouldFindPicturesByTheArchivesOwnIndex() {
        // Given
        List<byte[]> pictures = new Random(5).ints(1_500, 0, 50).mapToObj(ArchiveWriterTest::picture).toList();
        List<ArchiveEntry> entries = store(1 << 10, pictures);

        // When
        ArchiveIndex index = ArchiveIndex.read(objects, KEY);

        // Then
        assertThat(index.places()).hasSize(1_501);
        assertThat(entries).allSatisfy(entry -> assertThat(index.places().get(entry.name()))
                .isEqualTo(new ArchiveIndex.Place(entry.offset(), entry.length())));
    }

    @Test
    void shouldReadTheIndexOfAnArchiveWithoutPictures() {
        // Given
        store(1 << 20, List.of());

        // When
        ArchiveIndex index = ArchiveIndex.read(objects, KEY);

        // Then
        assertThat(index.places()).containsOnlyKeys("manifest.json");
    }

    @Test
    void shouldRefuseWhatIsNoArchiveOfOurs() {
        // Given
        store(1 << 20, List.of(picture(10), picture(20)));
        byte[] whole = objects.get(KEY);
        byte[] damagedDirectory = whole.clone();
        damagedDirectory[whole.length - Zip.END_BYTES - Zip.CENTRAL_HEADER_BYTES - "manifest.json".length()]++;
        byte[] damagedEnd = whole.clone();
        damagedEnd[whole.length - 8]++;

        // When and then
        for (byte[] other : List.of(new byte[0], new byte[100], Arrays.copyOf(whole, whole.length - 1), damagedEnd,
                damagedDirectory)) {
            objects.put("other", other);
            assertThatThrownBy(() -> ArchiveIndex.read(objects, "other")).isInstanceOfSatisfying(
                    ProblemException.class,
                    e -> assertThat(e.problem().type()).isEqualTo(ProblemType.CORRUPT_OBJECT.uri()));
        }
        assertThatThrownBy(() -> ArchiveIndex.read(objects, "none")).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void shouldTakeNothingOnceItIsFinishedAndGiveNothingBefore() {
        // Given
        try (ArchiveWriter archive = new ArchiveWriter()) {
            // When and then
            assertThatThrownBy(archive::size).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> archive.putTo(objects, KEY)).isInstanceOf(IllegalStateException.class);
            archive.finish(new byte[0]);
            assertThatThrownBy(() -> archive.add(picture(1))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> archive.finish(new byte[0])).isInstanceOf(IllegalStateException.class);
        }
        assertThat(objects.list("")).isEmpty();
    }

    @Test
    void shouldRefuseMoreThanAPlainZipHolds() {
        // Given
        try (ArchiveWriter archive = new ArchiveWriter()) {
            for (int i = 0; i < Zip.MOST_ENTRIES; i++) {
                archive.add(new byte[0]);
            }

            // When and then
            assertThatThrownBy(() -> archive.add(new byte[0])).isInstanceOfSatisfying(ProblemException.class,
                    e -> assertThat(e.problem().type()).isEqualTo(ProblemType.TOO_LARGE.uri()));
            assertThatThrownBy(() -> archive.finish(new byte[0])).isInstanceOf(ProblemException.class);
        }
    }

    private List<ArchiveEntry> store(long memoryBytes, List<byte[]> pictures) {
        try (ArchiveWriter archive = new ArchiveWriter(memoryBytes)) {
            pictures.forEach(archive::add);
            archive.finish("{}".getBytes(StandardCharsets.UTF_8));
            archive.putTo(objects, KEY);
            assertThat(archive.size()).isEqualTo(objects.size(KEY));
            return archive.entries();
        }
    }

    private static byte[] picture(int bytes) {
        byte[] picture = new byte[bytes];
        new Random(bytes).nextBytes(picture);
        return picture;
    }
}
