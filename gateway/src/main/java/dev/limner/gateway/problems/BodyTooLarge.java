package dev.limner.gateway.problems;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemType;

/** What the HTTP server refuses before any resource sees it: bodies above the limit. As a problem, like the rest. */
@Singleton
class BodyTooLarge {

    void register(@Observes Router router) {
        router.errorHandler(ProblemType.TOO_LARGE.status(), BodyTooLarge::answer);
    }

    private static void answer(RoutingContext context) {
        Problem problem = Problem.of(ProblemType.TOO_LARGE, "the body is larger than the limit: %d bytes of files, %d "
                .formatted(Limits.UPLOAD_BYTES, Limits.JSON_BYTES) + "bytes of JSON");
        context.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .putHeader("Connection", "close").end(Buffer.buffer(Json.write(problem)));
    }
}
