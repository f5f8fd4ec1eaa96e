package dev.limner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** What goes over the wire: one request for each call, and no question for the bucket's region before it. */
class S3RequestsTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private S3ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        store = new S3ObjectStore(new S3Settings(URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "user", "secret", "limner", "eu-west-1"));
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    @Test
    void shouldMakeOneRequestForEachCall() throws IOException {
        // When
        store.put("a/b", new byte[]{1});
        store.get("a/b");
        store.range("a/b", 0, 1);
        store.size("a/b");
        store.exists("a/b");
        store.open("a/b").close();
        store.delete("a/b");

        // Then
        assertThat(requests).containsExactly("PUT /limner/a/b eu-west-1", "GET /limner/a/b eu-west-1",
                "GET /limner/a/b eu-west-1", "HEAD /limner/a/b eu-west-1", "HEAD /limner/a/b eu-west-1",
                "GET /limner/a/b eu-west-1", "DELETE /limner/a/b eu-west-1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange; InputStream body = exchange.getRequestBody()) {
            body.readAllBytes();
            String signature = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add("%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(),
                    signature.replaceAll(".*Credential=user/[0-9]+/([^/]+)/.*", "$1")));
            exchange.getResponseHeaders().add("ETag", "\"0\"");
            exchange.getResponseHeaders().add("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
            if (exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(200, 1);
                exchange.getResponseBody().write(1);
            } else {
                exchange.sendResponseHeaders(200, -1);
            }
        }
    }
}
