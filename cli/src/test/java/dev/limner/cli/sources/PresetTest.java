package dev.limner.cli.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.cli.client.FakeGateway;
import dev.limner.contracts.problems.ProblemException;

/** Published sets: from a folder, from an earlier download, from a home, and never with another content. */
class PresetTest {
    private static final byte[] PICTURES = "pictures".getBytes(UTF_8);
    private static final byte[] LABELS = "labels".getBytes(UTF_8);
    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void shouldTakeFilesPackedOrNotByWhatTheyHold() throws Exception {
        // Given
        Files.write(folder.resolve("a.gz"), gz(PICTURES));
        Files.write(folder.resolve("b"), LABELS);
        Files.writeString(folder.resolve("c"), "something else");
        // When
        Upload upload = preset().from(folder);
        // Then
        assertThat(upload.description()).isEqualTo("A set");
        assertThat(upload.bytes()).isEqualTo(gz(PICTURES).length + LABELS.length);
    }

    @Test
    void shouldSayWhatIsMissingOrOther() throws Exception {
        // Given
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.write(other.resolve("a.gz"), gz(LABELS));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        // When, Then
        assertThatThrownBy(() -> preset().from(empty)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not hold A set").hasMessageContaining("there is no a.gz");
        assertThatThrownBy(() -> preset().from(other)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("a.gz has the SHA-256 " + sha256(LABELS) + ", not " + sha256(PICTURES));
    }

    @Test
    void shouldDownloadFromTheHomeThatHasIt() throws Exception {
        try (FakeGateway none = new FakeGateway().answers(404, "{}"); FakeGateway home = home()) {
            // When
            Optional<Upload> upload = find(none.address(), home.address());
            // Then
            assertThat(upload).isPresent();
            assertThat(home.requests()).extracting(FakeGateway.Request::path).containsExactly("/set/a.gz", "/set/b.gz");
            assertThat(said).anyMatch(line -> line.contains("a.gz: answered 404"));
        }
        assertThat(find()).isPresent();
        assertThat(said).last().asString().contains("downloaded before");
    }

    @Test
    void shouldKeepNothingOfAnotherContent() throws Exception {
        try (FakeGateway other = new FakeGateway().answers(200, "application/gzip", gz(LABELS));
                FakeGateway endless = new FakeGateway().answers(200, "application/gzip", new byte[5000]);
                FakeGateway broken = new FakeGateway().answers(200, "application/gzip", PICTURES)) {
            // When
            Optional<Upload> upload = find(other.address(), endless.address(), broken.address());
            // Then
            assertThat(upload).isEmpty();
            assertThat(said).anyMatch(line -> line.contains("its content has the SHA-256 " + sha256(LABELS)))
                    .anyMatch(line -> line.contains("a.gz: more than 1000 bytes came"));
            try (Stream<Path> kept = Files.list(folder.resolve("cache/set"))) {
                assertThat(kept).isEmpty();
            }
        }
    }

    @Test
    void shouldFetchOnlyWhatIsNotThereYet() throws Exception {
        // Given
        Path cache = Files.createDirectories(folder.resolve("cache/set"));
        Files.write(cache.resolve("a.gz"), gz(PICTURES));
        try (FakeGateway home = new FakeGateway().answers(200, "application/gzip", gz(LABELS))) {
            // When
            Optional<Upload> upload = find(home.address());
            // Then
            assertThat(upload).isPresent();
            assertThat(home.requests()).extracting(FakeGateway.Request::path).containsExactly("/set/b.gz");
        }
    }

    @Test
    void shouldKnowThePublishedSets() {
        assertThat(Presets.ALL).extracting(Preset::name).containsExactly("mnist", "fashion-mnist", "cifar-10");
        assertThat(Presets.ALL).flatExtracting(Preset::files)
                .allSatisfy(file -> assertThat(file.sha256()).matches("[0-9a-f]{64}"));
        assertThat(Presets.ALL).flatExtracting(Preset::homes).allSatisfy(
                home -> assertThat(home.resolve("x").toString()).endsWith("/x").hasSize(home.toString().length() + 1));
    }

    @Test
    void shouldKnowFashionMnistAsItIsPackaged() {
        Assumptions.assumeTrue(Files.isDirectory(Presets.FASHION_MNIST.packaged()));
        assertThat(Presets.FASHION_MNIST.isIn(Presets.FASHION_MNIST.packaged())).isTrue();
        assertThat(Presets.MNIST.isIn(Presets.FASHION_MNIST.packaged())).isFalse();
    }

    private static Preset preset() {
        return new Preset("set", "A set", List.of(new PinnedFile("a.gz", sha256(PICTURES), true, 1000),
                new PinnedFile("b.gz", sha256(LABELS), true, 1000)), List.of(), null, List.of());
    }

    private static FakeGateway home() throws IOException {
        return new FakeGateway().answers(200, "application/gzip", gz(PICTURES)).answers(200, "application/gzip",
                gz(LABELS));
    }

    private Optional<Upload> find(URI... homes) {
        return preset().find(folder.resolve("cache"), Stream.of(homes).map(home -> home.resolve("/set/")).toList(),
                said::add);
    }

    private static byte[] gz(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
