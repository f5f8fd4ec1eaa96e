package dev.limner.gateway.datasets;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import dev.limner.store.datasets.DatasetManifest;

/**
 * Answers that never change, since versions do not and a deleted one's number is not given again: clients keep them as long
 * as they like, and one who asks again with the tag is told so without anything being read.
 */
final class Unchanging {
    private static final int YEAR = (int) Duration.ofDays(365).toSeconds();

    private Unchanging() {}

    /**
     * The answer, or 304 where the client has it.
     *
     * @param what  tells one answer about a version from another, {@code preview}
     * @param entity makes it
     */
    static Response of(Request request, DatasetManifest manifest, String what, Supplier<?> entity) {
        EntityTag tag = new EntityTag(manifest.digest() + "-" + what);
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        CacheControl cache = new CacheControl();
        cache.setPrivate(true);
        cache.setNoTransform(false);
        cache.setMaxAge(YEAR);
        cache.getCacheExtension().put("immutable", "");
        return (known == null ? Response.ok(entity.get()) : known).tag(tag).cacheControl(cache).build();
    }
}
