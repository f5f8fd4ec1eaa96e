package dev.limner.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultipartBodyTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteWhatRfc7578Says() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("a.txt"), "content");

        // When
        MultipartBody body = new MultipartBody("XX").text("size", "28").file("files", "a \"b\".txt", file);

        // Then
        assertThat(new String(body.open().readAllBytes(), UTF_8)).isEqualTo("""
                --XX
                Content-Disposition: form-data; name="size"

                28
                --XX
                Content-Disposition: form-data; name="files"; filename="a %22b%22.txt"
                Content-Type: application/octet-stream

                content
                --XX--
                """.replace("\n", "\r\n"));
        assertThat(body.length()).isEqualTo(body.open().readAllBytes().length);
    }

    @Test
    void shouldHoldABufferOfItAndNoMore() throws Exception {
        // Given
        long gigabyte = 1L << 30;
        AtomicLong made = new AtomicLong();
        MultipartBody body = new MultipartBody("XX").stream("files", "large", gigabyte, () -> zeros(gigabyte, made));

        // When
        InputStream in = body.open();
        byte[] first = in.readNBytes(1_000);

        // Then
        assertThat(first).hasSize(1_000);
        assertThat(made).hasValueLessThan(1 << 20);
        assertThat(body.length()).isGreaterThan(gigabyte).isLessThan(gigabyte + 1_000);
        assertThat(body.publisher(sent -> {}).contentLength()).isEqualTo(body.length());
    }

    private static InputStream zeros(long length, AtomicLong made) {
        return new InputStream() {
            @Override
            public int read() {
                return made.incrementAndGet() > length ? -1 : 0;
            }
        };
    }
}
