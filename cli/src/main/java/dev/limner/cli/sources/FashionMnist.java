package dev.limner.cli.sources;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): 70 000 grey pictures of clothing, 28×28 pixels, 10 classes. Whatever it
 * comes from, it counts only if its content is what is pinned here: the SHA-256 of each IDX file, unpacked, since the
 * same content is packed differently in different places.
 */
public final class FashionMnist {
    /** Class names in the order of their indices, as its authors have them. */
    public static final List<String> CLASSES = List.of("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal",
            "Shirt", "Sneaker", "Bag", "Ankle boot");

    /** Where Debian's package {@code dataset-fashion-mnist} puts it. */
    public static final Path PACKAGED = Path.of("/usr/share/datasets/fashion-mnist");

    private static final List<URI> HOMES = List.of(
            URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
            URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"));
    private static final Map<String, String> SHA256 = new TreeMap<>(Map.of(
            "train-images-idx3-ubyte.gz", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "train-labels-idx1-ubyte.gz", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "t10k-images-idx3-ubyte.gz", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "t10k-labels-idx1-ubyte.gz", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration DOWNLOAD = Duration.ofMinutes(10);
    private static final long MOST_BYTES = 64L << 20;

    private FashionMnist() {}

    /** Whether a folder has exactly its content. */
    public static boolean isIn(Path folder) {
        return SHA256.entrySet().stream().allMatch(file -> {
            Path path = folder.resolve(file.getKey());
            try {
                return Files.exists(path) && digest(path).equals(file.getValue());
            } catch (IOException e) {
                // Not packed as it should be: then it is something else.
                return false;
            }
        });
    }

    /**
     * A folder that has it: the packaged one, the one it was downloaded to before, or a fresh download.
     *
     * @param cache where downloads are kept
     * @param say   is told where it comes from, and why not from elsewhere
     * @return nothing where it can be had from nowhere
     */
    public static Optional<Path> find(Path cache, Consumer<String> say) {
        if (isIn(PACKAGED)) {
            say.accept("Fashion-MNIST from " + PACKAGED);
            return Optional.of(PACKAGED);
        }
        Path folder = cache.resolve("fashion-mnist");
        if (isIn(folder)) {
            say.accept("Fashion-MNIST from %s, downloaded before".formatted(folder));
            return Optional.of(folder);
        }
        for (URI home : HOMES) {
            try {
                say.accept("downloading Fashion-MNIST (30 MB) from " + home);
                download(home, folder);
                return Optional.of(folder);
            } catch (IOException e) {
                say.accept("%s: %s".formatted(home.getHost(),
                        e.getMessage() == null ? "does not answer" : e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static void download(URI home, Path folder) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL).build();
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : SHA256.entrySet()) {
            Path fresh = folder.resolve(file.getKey() + ".part");
            HttpResponse<Path> response = http.send(
                    HttpRequest.newBuilder(home.resolve(file.getKey())).timeout(DOWNLOAD).build(),
                    BodyHandlers.ofFile(fresh));
            if (response.statusCode() != 200) {
                throw new IOException("%s: answered %d".formatted(file.getKey(), response.statusCode()));
            }
            String digest = digest(fresh);
            if (!digest.equals(file.getValue())) {
                Files.delete(fresh);
                throw new IOException("%s: its content has the SHA-256 %s, not %s"
                        .formatted(file.getKey(), digest, file.getValue()));
            }
            Files.move(fresh, folder.resolve(file.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String digest(Path packed) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > MOST_BYTES) {
                    throw new IOException("%s unpacks to more than %d bytes".formatted(packed, MOST_BYTES));
                }
                sha256.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
