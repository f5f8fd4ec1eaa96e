package dev.limner.gateway.access;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.problems.Problems;

/**
 * Lets a request to {@code /v1} through if it is addressed to this gateway, carries a key, and the key's role allows
 * what it asks. The key is looked at before anything of the body is read.
 */
public class AccessFilter {
    private static final String SCHEME = "Bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final KeyRing keys;
    private final Hosts hosts;

    public AccessFilter(KeyRing keys, Hosts hosts) {
        this.keys = keys;
        this.hosts = hosts;
    }

    /** Who is it? */
    @ServerRequestFilter(preMatching = true, priority = Priorities.AUTHENTICATION)
    public Uni<Void> authenticate(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/v1")) {
            return Uni.createFrom().voidItem();
        }
        if (!hosts.allowsHost(request.getUriInfo().getRequestUri().getAuthority())
                || !hosts.allowsOrigin(request.getHeaderString("Origin"))) {
            throw new ProblemException(Problems.plain(403, "Forbidden",
                    "this gateway answers to loopback names and to those in "
                            + "LIMNER_HOSTS, not to '%s' (origin '%s')".formatted(request.getUriInfo().getRequestUri()
                                    .getAuthority(), request.getHeaderString("Origin"))));
        }
        String presented = presented(request);
        Uni<Optional<ApiKey>> found = Uni.createFrom().item(() -> keys.find(presented));
        return (keys.knows(presented) ? found : found.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .map(key -> key.orElseThrow(() -> new ProblemException(ProblemType.UNAUTHORISED,
                        "the key is not known here (any more)")))
                .invoke(key -> request.setSecurityContext(new Caller(key))).replaceWithVoid();
    }

    /** May they do this? */
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void authorise(ContainerRequestContext request, ResourceInfo resource) {
        if (!request.getUriInfo().getPath().startsWith("/v1")) {
            return;
        }
        Role needed = needed(request.getMethod(), resource.getResourceMethod());
        ApiKey key = ((Caller) request.getSecurityContext().getUserPrincipal()).key();
        if (!key.role().includes(needed)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "%s %s needs the role %s; key '%s' has %s".formatted(
                    request.getMethod(), request.getUriInfo().getPath(), needed.word(), key.name(),
                    key.role().word()));
        }
    }

    static Role needed(String verb, Method route) {
        Needs needs = route.getAnnotation(Needs.class);
        if (needs != null) {
            return needs.value();
        }
        return READING.contains(verb) ? Role.VIEWER : Role.ADMIN;
    }

    /** Browsers' EventSource cannot send headers, so reading may carry the key in the address. */
    private static String presented(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return header.substring(SCHEME.length()).strip();
        }
        String key = request.getUriInfo().getQueryParameters().getFirst("key");
        if (key != null && READING.contains(request.getMethod())) {
            return key;
        }
        throw new ProblemException(ProblemType.UNAUTHORISED,
                "send the API key as 'Authorization: Bearer <key>' (`limner up` makes one on its first start)");
    }
}
