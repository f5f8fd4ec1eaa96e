package dev.limner.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.cli.stack.Endpoints;
import dev.limner.cli.stack.Stack;
import dev.limner.cli.stack.StackOptions;
import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.Json;
import dev.limner.images.DrawnSet;
import dev.limner.store.S3ObjectStore;
import dev.limner.store.S3Settings;

/** The whole of Limner on the servers that {@link TestServers} gives, with the clients that the tests use: Kafka's, S3's and HTTP's. */
final class Limner implements AutoCloseable {
    /** How long a job of these tests may take on a slow machine. */
    static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Engine threads of the trainer; the same for every run, so that weights can be compared. */
    private static final int THREADS = 2;

    private final Path state;
    private final Stack stack;
    private final Wire wire;
    private final S3ObjectStore store;
    private final HttpClient http = HttpClient.newHttpClient();

    private Limner(Path state, Stack stack) {
        this.state = state;
        this.stack = stack;
        Endpoints.S3 s3 = stack.endpoints().s3();
        wire = new Wire(stack.endpoints().kafka());
        store = new S3ObjectStore(
                new S3Settings(s3.endpoint(), s3.accessKey(), s3.secretKey(), s3.bucket(), s3.region()));
    }

    /** Starts everything in a new folder. */
    static Limner start() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        Path state = Files.createTempDirectory("limner-system-test");
        StackOptions options = StackOptions.of(root, state).withPort(0).withThreads(THREADS)
                .withProgress(line -> System.out.println("[stack] " + line));
        return new Limner(state, Stack.start(
                TestServers.wished(state.resolve("servers")).map(options::withServers).orElse(options)));
    }

    Stack stack() {
        return stack;
    }

    Wire wire() {
        return wire;
    }

    S3ObjectStore store() {
        return store;
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Imports a drawn set over Kafka alone. */
    JsonNode importDrawn(String dataset, int train, int heldOut) throws IOException {
        Path folder = Files.createTempDirectory("drawn");
        DrawnSet.writeIdx(folder, train, heldOut, 1);
        return importFiles(dataset, folder, "");
    }

    /**
     * Imports a folder's files over Kafka alone: objects under staging/, then one plain JSON command. The folder is removed.
     *
     * @param more of the command's fields, each after a comma
     */
    JsonNode importFiles(String dataset, Path folder, String more) throws IOException {
        String id = newId();
        StringBuilder files = new StringBuilder();
        for (Path file : listed(folder)) {
            String key = "staging/%s/%s".formatted(id, file.getFileName());
            store.put(key, file);
            Files.delete(file);
            files.append(files.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"key\":\"%s\"}".formatted(file.getFileName(), key));
        }
        Files.delete(folder);
        wire.send(Topics.DATASET_COMMANDS,
                "{\"id\":\"%s\",\"type\":\"dataset.import\",\"dataset\":\"%s\",\"files\":[%s]%s}"
                        .formatted(id, dataset, files, more));
        return succeeded(wire.awaitEnd(id, PATIENCE));
    }

    /** Asks for a training run of a vae over Kafka; returns its id. */
    String train(String model, String dataset, String budget, long seed, Map<String, String> settings) {
        return train("vae", model, dataset, budget, seed, settings);
    }

    /** Asks for a training run over Kafka; returns its id. */
    String train(String family, String model, String dataset, String budget, long seed, Map<String, String> settings) {
        String id = newId();
        wire.send(Topics.TRAINING_COMMANDS, """
                {"id": "%s", "type": "training.start", "model": "%s", "family": "%s", "dataset": "%s", "budget": "%s",
                 "seed": %d, "settings": {%s}}""".formatted(id, model, family, dataset, budget, seed,
                settings.entrySet().stream()
                        .map(setting -> "\"%s\": \"%s\"".formatted(setting.getKey(), setting.getValue()))
                        .collect(Collectors.joining(", "))));
        return id;
    }

    /** The body of a terminal event, which must be a success. */
    static JsonNode succeeded(Wire.Seen end) {
        if (!end.type().matches(".*\\.(succeeded|version-published)")) {
            throw new AssertionError(end.type() + ": " + new String(end.value(), UTF_8));
        }
        return end.json();
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> post(String path, String json, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway(path)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + stack.endpoints().apiKey());
    }

    URI gateway(String path) {
        return stack.endpoints().gateway().resolve(path);
    }

    HttpClient http() {
        return http;
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return Json.object(answer.body());
    }

    @Override
    public void close() throws Exception {
        try (stack; store) {
            wire.close();
        }
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
