package dev.limner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not known is never taken for "there is none", and half an answer never for a whole one. */
class StoreAwayTest {

    @Test
    void shouldSayThatTheStoreIsAwayAndGoOnWhenItIsBack(@TempDir Path folder) throws IOException {
        // Given
        try (S3Server server = new S3Server(folder); S3ObjectStore store = server.store("limner")) {
            store.put("key", new byte[]{1});

            // When
            server.stop();

            // Then
            for (ThrowingCallable call : List.<ThrowingCallable>of(() -> store.get("key"), () -> store.exists("key"),
                    () -> store.size("key"), () -> store.range("key", 0, 1), () -> store.open("key"),
                    () -> store.list(""), () -> store.delete("key"), () -> store.put("key", new byte[2]),
                    () -> store.putIfAbsent("key", new byte[2]), store::ensureBucket)) {
                assertThatThrownBy(call).isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("limner");
            }
            assertThat(store.reachable()).isFalse();
            server.start();
            assertThat(store.reachable()).isTrue();
            assertThat(store.get("key")).containsExactly(1);
        }
    }

    @Test
    void shouldNotMistakeAMissingBucketForAMissingObject(@TempDir Path folder) throws IOException {
        // Given
        try (S3Server server = new S3Server(folder);
                S3ObjectStore store = new S3ObjectStore(server.settings("none-made"))) {
            // When and then
            assertThatThrownBy(() -> store.get("key")).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void shouldNotShowTheSecret(@TempDir Path folder) throws IOException {
        // Given
        try (S3Server server = new S3Server(folder)) {
            // When
            String shown = server.settings("limner").toString();

            // Then
            assertThat(shown).contains("limner").doesNotContain("limner-secret");
        }
    }

    @Test
    void shouldNotTakeABrokenAnswerForAnObject() throws IOException {
        // Given
        try (ServerSocket listening = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                S3ObjectStore store = new S3ObjectStore(new S3Settings(
                        URI.create("http://127.0.0.1:" + listening.getLocalPort()), "a", "b", "limner", null))) {
            CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> answerWithHalf(listening, 2));

            // When and then
            assertThatThrownBy(() -> store.get("key")).isInstanceOf(StoreUnavailableException.class);
            try (InputStream in = store.open("key")) {
                assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
            }
            answers.join();
        }
    }

    /** Says 100 bytes, sends 10, and hangs up. */
    private static void answerWithHalf(ServerSocket listening, int times) {
        for (int i = 0; i < times; i++) {
            try (Socket socket = listening.accept()) {
                InputStream in = socket.getInputStream();
                for (int ends = 0; ends < 4;) {
                    int next = in.read();
                    ends = next == '\r' || next == '\n' ? ends + 1 : 0;
                }
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789"
                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
