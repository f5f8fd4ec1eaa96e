package dev.limner.gateway.problems;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemType;

/**
 * What the HTTP server refuses before any resource sees it: bodies above its limit. It would answer with nothing but the
 * status; so bodies that say how long they are, are looked at before, and those that turn out too long, after it.
 */
@Singleton
class BodyTooLarge {
    private final long most;

    BodyTooLarge(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.most = most.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check);
        router.errorHandler(ProblemType.TOO_LARGE.status(), BodyTooLarge::answer);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > most) {
            answer(context);
        } else {
            context.next();
        }
    }

    private static void answer(RoutingContext context) {
        Problem problem = Problem.of(ProblemType.TOO_LARGE, "the body is larger than the limit: %d bytes of files, %d "
                .formatted(Limits.UPLOAD_BYTES, Limits.JSON_BYTES) + "bytes of JSON");
        context.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .putHeader("Connection", "close").end(Buffer.buffer(Json.write(problem)));
    }
}
