package dev.limner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest {
    @TempDir
    static Path folder;

    private static S3Server server;
    private static S3ObjectStore store;

    @BeforeAll
    static void start() {
        server = new S3Server(folder);
        store = server.store("limner");
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
        server.close();
    }

    @Test
    void shouldGiveBackWhatWasPut() {
        // Given
        byte[] bytes = bytes(100_000);

        // When
        store.put("models/a/run/1-0/weights.safetensors", bytes);

        // Then
        assertThat(store.get("models/a/run/1-0/weights.safetensors")).isEqualTo(bytes);
        assertThat(store.size("models/a/run/1-0/weights.safetensors")).isEqualTo(bytes.length);
        assertThat(store.exists("models/a/run/1-0/weights.safetensors")).isTrue();
        assertThat(store.exists("models/a/run/1-0/weights")).isFalse();
    }

    @Test
    void shouldKeepAnEmptyObject() {
        // When
        store.put("empty", new byte[0]);

        // Then
        assertThat(store.get("empty")).isEmpty();
    }

    @Test
    void shouldPutAFile(@TempDir Path files) throws IOException {
        // Given
        Path file = Files.write(files.resolve("a.zip"), bytes(6 << 20));

        // When
        store.put("generations/a/1.zip", file);

        // Then
        assertThat(store.get("generations/a/1.zip")).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void shouldPutStreamsOfKnownAndUnknownLength() {
        // Given
        byte[] bytes = bytes(17 << 20);

        // When
        store.put("staging/known", new ByteArrayInputStream(bytes), bytes.length);
        store.put("staging/unknown", new ByteArrayInputStream(bytes), -1);

        // Then
        assertThat(store.get("staging/known")).isEqualTo(bytes);
        assertThat(store.get("staging/unknown")).isEqualTo(bytes);
    }

    @Test
    void shouldOpenAStream() throws IOException {
        // Given
        store.put("opened", text("as it is"));

        // When
        try (InputStream in = store.open("opened")) {
            // Then
            assertThat(in).hasContent("as it is");
        }
    }

    @Test
    void shouldReadARange() {
        // Given
        store.put("ranged", text("0123456789"));

        // When
        byte[] range = store.range("ranged", 3, 4);

        // Then
        assertThat(range).isEqualTo(text("3456"));
        assertThat(store.range("ranged", 8, 100)).isEqualTo(text("89"));
        assertThat(store.range("ranged", 10, 1)).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNoSuchObject() {
        // When and then
        for (Callable<?> read : List.<Callable<?>>of(() -> store.get("nowhere/a"), () -> store.open("nowhere/a"),
                () -> store.size("nowhere/a"), () -> store.range("nowhere/a", 0, 1))) {
            assertThatThrownBy(read::call).isInstanceOfSatisfying(NoSuchObjectException.class,
                    e -> assertThat(e.key()).isEqualTo("nowhere/a"));
        }
    }

    @Test
    void shouldListByPrefixAndByFolder() {
        // Given
        List.of("datasets/b/2.json", "datasets/b/10.json", "datasets/b/shards/00", "datasets/bc/1.json")
                .forEach(key -> store.put("list/" + key, text(key)));

        // When
        List<String> keys = store.list("list/datasets/b/");

        // Then
        assertThat(keys).containsExactly("list/datasets/b/10.json", "list/datasets/b/2.json",
                "list/datasets/b/shards/00");
        assertThat(store.children("list/datasets/b/")).containsExactly("list/datasets/b/10.json",
                "list/datasets/b/2.json", "list/datasets/b/shards/");
        assertThat(store.children("list/datasets/")).containsExactly("list/datasets/b/", "list/datasets/bc/");
        assertThat(store.list("list/none/")).isEmpty();
    }

    @Test
    void shouldListMoreThanOnePage() {
        // Given
        IntStream.range(0, 1_005).forEach(i -> store.put("pages/%04d".formatted(i), new byte[0]));

        // When
        List<String> keys = store.list("pages/");

        // Then
        assertThat(keys).hasSize(1_005).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldDeleteAlsoWhatIsNotThere() {
        // Given
        store.put("deleted", new byte[1]);

        // When
        store.delete("deleted");
        store.delete("deleted");

        // Then
        assertThat(store.exists("deleted")).isFalse();
    }

    @Test
    void shouldLetExactlyOneOfManyTakeAKey() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> takers = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Boolean>) () -> store.putIfAbsent("taken", text("taker " + i)))
                .toList();

        // When
        List<Future<Boolean>> taken = threads.invokeAll(takers);

        // Then
        threads.shutdown();
        List<Boolean> outcomes = List.of(taken.get(0).get(), taken.get(1).get(), taken.get(2).get(),
                taken.get(3).get(), taken.get(4).get(), taken.get(5).get(), taken.get(6).get(), taken.get(7).get());
        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(store.get("taken")).isEqualTo(text("taker " + outcomes.indexOf(true)));
    }

    @Test
    void shouldMakeItsBucketOnce() {
        // Given
        try (S3ObjectStore fresh = new S3ObjectStore(server.settings("fresh"))) {
            assertThat(fresh.reachable()).isFalse();

            // When
            fresh.ensureBucket();
            fresh.ensureBucket();

            // Then
            assertThat(fresh.reachable()).isTrue();
        }
    }

    @Test
    void shouldSendSmallRequestsAtOnce() throws IOException {
        // When
        try (var socket = new NoDelaySockets().createSocket()) {
            // Then
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
