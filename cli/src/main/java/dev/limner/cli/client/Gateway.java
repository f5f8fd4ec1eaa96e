package dev.limner.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemType;

/** HTTP to one gateway: the key, the headers, repetition where it is safe, and problems as exceptions. */
final class Gateway {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(90);
    private static final Duration UPLOAD = Duration.ofHours(2);
    private static final int ATTEMPTS = 3;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT).build();
    private final URI address;
    private final String key;

    Gateway(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    URI address() {
        return address;
    }

    /** The body of a GET. */
    byte[] get(String path) {
        return checked(send(request(path).timeout(ANSWER).GET().build(), BodyHandlers.ofByteArray()));
    }

    /** The body of a GET as it comes; the caller closes it. */
    InputStream open(String path) {
        HttpResponse<InputStream> response = send(request(path).timeout(ANSWER).GET().build(),
                BodyHandlers.ofInputStream());
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try (InputStream problem = response.body()) {
            throw Refusals.of(response.statusCode(), problem.readAllBytes(), address);
        } catch (IOException e) {
            throw new UnreachableException(address, e);
        }
    }

    /** Posts JSON; again with the same Idempotency-Key where it is not known whether it arrived. */
    JobView post(String path, ObjectNode body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(Json.write(body)));
        headers.forEach(request::header);
        for (int attempt = 1;; attempt++) {
            try {
                return job(send(request.build(), BodyHandlers.ofByteArray()));
            } catch (UnreachableException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (dev.limner.contracts.problems.ProblemException e) {
                if (attempt == ATTEMPTS || !e.problem().type().equals(ProblemType.UNAVAILABLE.uri())) {
                    throw e;
                }
            }
            pause(attempt);
        }
    }

    /** Posts files as they are read. */
    JobView post(String path, MultipartBody body, LongConsumer sent) {
        HttpRequest request = request(path).timeout(UPLOAD)
                .header("Content-Type", body.contentType())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(body.publisher(sent)).build();
        return job(send(request, BodyHandlers.ofByteArray()));
    }

    /** Posts bytes that may be sent again without harm, and returns the answer's body. */
    byte[] send(String path, byte[] body) {
        for (int attempt = 1;; attempt++) {
            try {
                return checked(send(request(path).timeout(ANSWER).header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray()));
            } catch (UnreachableException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            pause(attempt);
        }
    }

    /** Asks for something to be deleted, which is a job. */
    JobView delete(String path) {
        return job(send(request(path).timeout(ANSWER).header("Idempotency-Key", UUID.randomUUID().toString()).DELETE()
                .build(), BodyHandlers.ofByteArray()));
    }

    /** Reads server-sent events until they end; the listener gets the data of each. */
    void follow(String path, Consumer<byte[]> listener) {
        HttpRequest request = request(path).header("Accept", "text/event-stream").GET().build();
        HttpResponse<Stream<String>> response = send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() != 200) {
                throw Refusals.of(response.statusCode(), lines.collect(Collectors.joining("\n")).getBytes(UTF_8),
                        address);
            }
            ServerSentEvents events = new ServerSentEvents(listener);
            lines.forEach(events::line);
        }
    }

    static String escaped(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
    }

    static String query(Map<String, String> parameters) {
        String joined = parameters.entrySet().stream()
                .map(each -> escaped(each.getKey()) + "=" + escaped(each.getValue()))
                .collect(Collectors.joining("&"));
        return joined.isEmpty() ? "" : "?" + joined;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + key);
    }

    private JobView job(HttpResponse<byte[]> response) {
        return Json.read(checked(response), JobView.class);
    }

    private byte[] checked(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw Refusals.of(response.statusCode(), response.body(), address);
        }
        return response.body();
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UnreachableException(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(address, e);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(Duration.ofMillis(500L << attempt).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
