package dev.limner.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.problems.ProblemException;

/** Archives that nobody sends by mistake: nothing is written anywhere, nothing takes more than its limit. */
class HostileArchiveTest {
    private static final int DIRECTORY_HEADER = 0x02014b50;

    @TempDir
    private Path folder;

    @Test
    void shouldRefuseNamesThatLeadOutside() throws IOException {
        // Given
        StagedCopy zip = staged(Uploads.zip("../up.png", Uploads.png(1, 16), "a/../../up.png", Uploads.png(2, 16),
                "/etc/cron.d/x.png", Uploads.png(3, 16), "C:\\windows\\x.png", Uploads.png(4, 16), "a\\..\\x.png",
                Uploads.png(5, 16), "a/b\u0007.png", Uploads.png(6, 16), "good/1.png", Uploads.png(7, 16)));
        // When
        Collected collected = Collected.of(zip);
        // Then
        assertThat(collected.pictures).hasSize(1);
        assertThat(collected.refused).hasSize(6).filteredOn(line -> line.contains("leads out of its folder"))
                .hasSize(3);
        assertThat(collected.refused).filteredOn(line -> line.contains("absolute")).hasSize(2);
        assertThat(collected.refused).filteredOn(line -> line.contains("control characters")).hasSize(1)
                .noneMatch(line -> line.contains("\u0007"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void shouldRefuseLinksAndArchivesInside() throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry link = new ZipArchiveEntry("rose/1.png");
            link.setUnixMode(0120777);
            out.putArchiveEntry(link);
            out.write("/etc/passwd".getBytes());
            out.closeArchiveEntry();
            out.putArchiveEntry(new ZipArchiveEntry("inner.zip"));
            out.write(Uploads.zip("a.png", Uploads.png(1, 16)));
            out.closeArchiveEntry();
        }
        // When
        Collected collected = Collected.of(staged(bytes.toByteArray()));
        // Then
        assertThat(collected.pictures).isEmpty();
        assertThat(collected.refused).containsExactlyInAnyOrder("flowers.zip: rose/1.png is a link",
                "flowers.zip: inner.zip is an archive inside an archive, which is not opened");
    }

    @Test
    void shouldStopABombByWhatComesOutOfIt() {
        // Given
        byte[] zeros = new byte[(int) Expansion.HARMLESS_BYTES / 2];
        StagedCopy zip = staged(Uploads.zip("a.png", zeros, "b.png", zeros, "c.png", zeros));
        StagedCopy gz = Uploads.staged(folder, "images-idx3-ubyte.gz", Uploads.gz(ByteBuffer
                .allocate(16 + 20 * 1000 * 1000).putInt(0x803).putInt(20).putInt(1000).putInt(1000).array()));
        // When, Then
        assertThatThrownBy(() -> Collected.of(zip)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("unpacks to more than");
        assertThatThrownBy(() -> Collected.of(gz)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("unpacks to more than");
    }

    @Test
    void shouldRefuseEntriesThatLieAboutTheirSizeOrContent() {
        // Given
        byte[] lessSaidZip = Uploads.zip("rose/1.png", Uploads.png(1, 16), "rose/2.png", Uploads.png(2, 16));
        byte[] moreSaidZip = lessSaidZip.clone();
        byte[] otherZip = lessSaidZip.clone();
        change(lessSaidZip, 24, -1);
        change(moreSaidZip, 24, 1);
        change(otherZip, 16, 1);
        // When
        Collected lessSaid = Collected.of(staged(lessSaidZip));
        Collected moreSaid = Collected.of(staged(moreSaidZip));
        Collected otherChecksum = Collected.of(staged(otherZip));
        // Then
        assertThat(lessSaid.refused).singleElement().asString().contains("rose/1.png").contains("holds more than");
        assertThat(moreSaid.refused).singleElement().asString().contains("says").contains("holds");
        assertThat(otherChecksum.refused).singleElement().asString().contains("checksum");
        assertThat(lessSaid.pictures).hasSize(1);
    }

    @Test
    void shouldSayThatAnArchiveIsCutOffOrNone() {
        // Given
        byte[] zip = Uploads.zip("rose/1.png", Uploads.png(1, 16));
        byte[] moved = zip.clone();
        ByteBuffer.wrap(moved).order(ByteOrder.LITTLE_ENDIAN).putInt(moved.length - 6, 0x7fffffff);
        // When, Then
        for (byte[] broken : new byte[][]{Arrays.copyOf(zip, zip.length / 2), Arrays.copyOf(zip, zip.length - 4),
                "not a zip".getBytes(), new byte[0], moved}) {
            assertThatThrownBy(() -> Collected.of(staged(broken))).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("'flowers.zip' cannot be read as a zip");
        }
    }

    @Test
    void shouldCountEntriesWithoutBelievingTheArchivesOwnCount() throws IOException {
        // Given
        byte[] zip = Uploads.zip("1", new byte[1], "2", new byte[1], "3", new byte[1]);
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putShort(zip.length - 14, (short) 1)
                .putShort(zip.length - 12, (short) 1);
        Path file = Files.write(folder.resolve("zip"), zip);
        // When
        int all = ZipDirectory.entries(file, 10);
        int limited = ZipDirectory.entries(file, 2);
        // Then
        assertThat(all).isEqualTo(3);
        assertThat(limited).isEqualTo(3);
    }

    /** Adds to a field of the first entry's header in the central directory. */
    private static void change(byte[] zip, int field, int by) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.getInt(at) != DIRECTORY_HEADER) {
            at++;
        }
        bytes.putInt(at + field, bytes.getInt(at + field) + by);
    }

    private StagedCopy staged(byte[] content) {
        return Uploads.staged(folder, "flowers.zip", content);
    }
}
