package dev.limner.cli.sources;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Fetches a published set's files. A file gets its name only once its content is what is pinned. */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final int BUFFER = 1 << 16;

    private Download() {}

    /**
     * Fetches the files that the folder does not have yet.
     *
     * @throws IOException naming the file, and what came instead of it
     */
    static void all(List<PinnedFile> files, URI home, Path folder, Consumer<String> say)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL).build();
        Files.createDirectories(folder);
        for (PinnedFile file : files) {
            if (file.in(folder).isEmpty()) {
                fetch(http, file, home, folder);
                say.accept(file.name());
            }
        }
    }

    private static void fetch(HttpClient http, PinnedFile file, URI home, Path folder)
            throws IOException, InterruptedException {
        Path fresh = folder.resolve(file.name() + ".part");
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(home.resolve(file.name())).timeout(ANSWER).build(),
                BodyHandlers.ofInputStream());
        try (InputStream in = response.body(); OutputStream out = Files.newOutputStream(fresh)) {
            if (response.statusCode() != 200) {
                throw new IOException("%s: answered %d".formatted(file.name(), response.statusCode()));
            }
            long total = 0;
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > file.most()) {
                    throw new IOException("%s: more than %d bytes came".formatted(file.name(), file.most()));
                }
                out.write(buffer, 0, read);
            }
        }
        try {
            String digest = file.digest(fresh);
            if (!digest.equals(file.sha256())) {
                throw new IOException("%s: its content has the SHA-256 %s, not %s"
                        .formatted(file.name(), digest, file.sha256()));
            }
            Files.move(fresh, folder.resolve(file.name()), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
