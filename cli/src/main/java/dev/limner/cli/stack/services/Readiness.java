package dev.limner.cli.stack.services;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service whether it is ready. */
public final class Readiness {
    private static final String PATH = "/q/health/ready";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int READY = 200;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE).build();

    /** Whether the service at this address says that it can do its work. */
    public boolean ready(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(PATH)).timeout(PATIENCE).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == READY;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
