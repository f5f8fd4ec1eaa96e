package dev.limner.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.Limits;
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

    @Test
    void shouldRefuseEntriesThatShareBytes() {
        // Given: both entries of the directory point at the first one's content
        byte[] zip = Uploads.zip("rose/1.png", Uploads.png(1, 16), "rose/2.png", Uploads.png(1, 16));
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int second = header(zip, header(zip, 0) + 4);
        bytes.putInt(second + 42, 0);
        // When, Then
        assertThatThrownBy(() -> Collected.of(staged(zip))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("'flowers.zip' cannot be read as a zip: its entries overlap");
    }

    @Test
    void shouldRefuseEncryptedEntriesAndMethodsThatAreNotRead() {
        // Given
        byte[] encrypted = Uploads.zip("rose/1.png", Uploads.png(1, 16));
        byte[] implode = encrypted.clone();
        encrypted[header(encrypted, 0) + 8] |= 1;
        implode[header(implode, 0) + 10] = 6;
        // When, Then
        assertThat(Collected.of(staged(encrypted)).refused).containsExactly("flowers.zip: rose/1.png is encrypted");
        assertThat(Collected.of(staged(implode)).refused)
                .containsExactly("flowers.zip: rose/1.png is packed by method 6, which is not read");
    }

    @Test
    void shouldOpenNoBombInsideAnother() {
        // Given
        byte[] bomb = Uploads.gz(new byte[1 << 20]);
        for (int i = 0; i < 5; i++) {
            bomb = Uploads.zip("bomb.zip", bomb, "bomb.tar.gz", bomb, "bomb", Uploads.zstd(bomb));
        }
        // When
        Collected collected = Collected.of(staged(bomb));
        // Then
        assertThat(collected.pictures).isEmpty();
        assertThat(collected.refused).hasSize(3).allMatch(line -> line.contains("is an archive inside an archive"));
    }

    @Test
    void shouldRefuseAMillionEntriesAndOne() throws IOException {
        // Given: a directory of which each record is as good as none
        ByteBuffer zip = ByteBuffer.allocate((Limits.ARCHIVE_ENTRIES + 1) * 46 + 22).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i <= Limits.ARCHIVE_ENTRIES; i++) {
            zip.putInt(i * 46, DIRECTORY_HEADER);
        }
        zip.putInt((Limits.ARCHIVE_ENTRIES + 1) * 46, 0x06054b50);
        // When, Then
        assertThatThrownBy(() -> Collected.of(staged(zip.array()))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 1000000 entries");
    }

    @Test
    void shouldListManyEntriesWithoutKeepingTheirNames() {
        // Given
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 30_000; i++) {
            entries.put("notes/" + i + ".csv", new byte[0]);
        }
        entries.put("../x.png", new byte[0]);
        // When
        Collected collected = Collected.of(staged(Uploads.zip(entries)));
        // Then
        assertThat(collected.ignored).hasSize(30_000).contains("flowers.zip: notes/0.csv", "another file");
        assertThat(collected.refused).containsExactly("another file was refused as those listed were");
    }

    @Test
    void shouldRefuseTenDisguisesOfAWayUpwards() {
        for (String name : List.of("../1.png", "a/../../1.png", "..\\1.png", "a\\..\\..\\1.png", "./../1.png", "/1.png",
                "//server/1.png", "\\\\server\\1.png", "C:1.png", "c:/1.png", "a//..//1.png", "..", "../", "a/..",
                "a\u0000/1.png", "a\n1.png", "x".repeat(2000) + ".png")) {
            // When, Then
            assertThatThrownBy(() -> SourcePath.of(name)).as(name).isInstanceOf(RefusedFileException.class);
        }
    }

    @Test
    void shouldTakeOddNamesForNothingButNames() throws Exception {
        // Given: a full-width way upwards, one in percents, one turned around, letters apart and together
        List<String> names = List.of("\uff0e\uff0e/1.png", "%2e%2e/2.png", "\u202egnp.3/4.png", "e\u0301/5.png",
                "\u00e9/6.png", "a...\u2215/7.png", "\ud83c\udf39/8.png", "CON/9.png");
        List<Object> entries = new ArrayList<>();
        for (String name : names) {
            entries.add(name);
            entries.add(Uploads.png(entries.size(), 16));
        }
        // When
        Collected zip = Collected.of(staged(Uploads.zip(entries.toArray())));
        Collected tar = Collected.of(Uploads.staged(folder, "flowers.tar", Uploads.tar(entries.toArray())));
        // Then
        assertThat(zip.pictures).hasSize(names.size());
        assertThat(tar.pictures).extracting(SourcePicture::className)
                .isEqualTo(zip.pictures.stream().map(SourcePicture::className).toList()).hasSize(names.size());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void shouldRefuseTheSameInTars() throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            for (byte type : new byte[]{TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR,
                    TarConstants.LF_FIFO, TarConstants.LF_GNUTYPE_SPARSE}) {
                TarArchiveEntry entry = new TarArchiveEntry("rose/" + (char) type + ".png", type);
                entry.setLinkName("/etc/passwd");
                out.putArchiveEntry(entry);
                out.closeArchiveEntry();
            }
        }
        byte[] names = Uploads.tar("../up.png", Uploads.png(1, 16), "/etc/x.png", Uploads.png(2, 16), "inner.tar",
                Uploads.tar("a.png", Uploads.png(3, 16)));
        // When
        Collected kinds = Collected.of(Uploads.staged(folder, "kinds.tar", bytes.toByteArray()));
        Collected paths = Collected.of(Uploads.staged(folder, "paths.tar", names));
        // Then
        assertThat(kinds.pictures).isEmpty();
        assertThat(kinds.refused).hasSize(5);
        assertThat(kinds.refused.subList(0, 2)).allMatch(line -> line.endsWith("is a link"));
        assertThat(kinds.refused.subList(2, 5)).allMatch(line -> line.contains("is no file but a device"));
        assertThat(paths.refused).containsExactlyInAnyOrder(
                "paths.tar: ../up.png has a name that leads out of its folder",
                "paths.tar: /etc/x.png has an absolute name",
                "paths.tar: inner.tar is an archive inside an archive, which is not opened");
    }

    @Test
    void shouldNotReadATarsPromises() {
        // Given
        byte[] tar = Uploads.tar("rose/1.png", Uploads.png(1, 16));
        byte[] longName = tar.clone();
        set(longName, 156, "L");
        set(longName, 124, "00017777777");
        byte[] beyond = tar.clone();
        set(beyond, 124, "77777777777");
        byte[] broken = Uploads.tar("x".repeat(300) + ".png", new byte[1]);
        set(broken, 512, "999999");
        byte[] bomb = Uploads.gz(new byte[(int) Expansion.HARMLESS_BYTES + 1]);
        // When, Then
        assertTar(longName, "is cut off");
        assertTar(beyond, "is cut off");
        assertTar(broken, "extended header");
        assertThatThrownBy(() -> Collected.of(Uploads.staged(folder, "a.tar.gz", bomb)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("unpacks to more than");
        assertThatThrownBy(() -> Collected.of(Uploads.staged(folder, "a.tar.zst",
                Uploads.zstd(new byte[(int) Expansion.HARMLESS_BYTES + 1])))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("unpacks to more than");
    }

    @Test
    void shouldReadAPolyglotAsWhatItsNameSays() {
        // Given: a picture to one reader, an archive to another
        byte[] png = Uploads.png(1, 16);
        byte[] zip = Uploads.zip("rose/2.png", Uploads.png(2, 16));
        byte[] both = ByteBuffer.allocate(png.length + zip.length).put(png).put(zip).array();
        // When
        Collected picture = Collected.of(Uploads.staged(folder, "both.png", both));
        // Then
        assertThat(picture.pictures).hasSize(1);
        assertThatThrownBy(() -> Collected.of(Uploads.staged(folder, "both.zip", both)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("something stands before it");
    }

    private void assertTar(byte[] content, String says) {
        assertThatThrownBy(() -> Collected.of(Uploads.staged(folder, "a.tar", content)))
                .isInstanceOf(ProblemException.class).hasMessageContaining(says);
    }

    /** Writes into the first header, or behind it, and mends that header's checksum. */
    private static void set(byte[] tar, int at, String text) {
        byte[] bytes = text.getBytes();
        System.arraycopy(bytes, 0, tar, at, bytes.length);
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : tar[i] & 0xff;
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(), 0, tar, 148, 8);
    }

    /** The next header of the central directory. */
    private static int header(byte[] zip, int from) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = from;
        while (bytes.getInt(at) != DIRECTORY_HEADER) {
            at++;
        }
        return at;
    }

    /** Adds to a field of the first entry's header in the central directory. */
    private static void change(byte[] zip, int field, int by) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = header(zip, 0);
        bytes.putInt(at + field, bytes.getInt(at + field) + by);
    }

    private StagedCopy staged(byte[] content) {
        return Uploads.staged(folder, "flowers.zip", content);
    }
}
