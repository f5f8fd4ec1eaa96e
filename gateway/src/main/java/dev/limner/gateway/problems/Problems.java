package dev.limner.gateway.problems;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.Problem;

/** Problems as HTTP answers (RFC 9457). */
public final class Problems {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final int RETRY_SECONDS = 2;

    private Problems() {}

    /** The answer that tells a problem. */
    public static Response answer(Problem problem) {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(MediaType.valueOf(MEDIA_TYPE)).entity(new String(Json.write(problem), UTF_8));
        return switch (problem.status()) {
            case 401 -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"limner\"").build();
            case 503 -> answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build();
            default -> answer.build();
        };
    }

    /** A problem that says no more than its HTTP status does: no type of its own (RFC 9457, 4.2.1). */
    public static Problem plain(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, null);
    }
}
