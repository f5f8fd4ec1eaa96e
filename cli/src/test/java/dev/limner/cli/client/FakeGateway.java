package dev.limner.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A gateway that answers what it is told to, in turn, and remembers what it was asked. */
public final class FakeGateway implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    /** What it was asked. */
    public record Request(String method, String path, String authorization, String contentType, String idempotencyKey,
            String prefer, byte[] body) {
        public String text() {
            return new String(body, UTF_8);
        }
    }

    private record Answer(int status, String type, byte[] body) {}

    public FakeGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public LimnerClient client() {
        return new LimnerClient(address(), "limner_key");
    }

    public FakeGateway answers(int status, String json) {
        return answers(status, status < 400 ? "application/json" : "application/problem+json", json.getBytes(UTF_8));
    }

    public FakeGateway answers(int status, String type, byte[] body) {
        answers.add(new Answer(status, type, body));
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            requests.add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    headers.getFirst("Authorization"), headers.getFirst("Content-Type"),
                    headers.getFirst("Idempotency-Key"), headers.getFirst("Prefer"),
                    exchange.getRequestBody().readAllBytes()));
            Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }
}
