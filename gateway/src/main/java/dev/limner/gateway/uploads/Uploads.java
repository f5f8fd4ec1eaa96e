package dev.limner.gateway.uploads;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.InputPicture;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.ObjectStore;
import dev.limner.store.Sha256;

/**
 * Uploaded pictures: objects under {@code uploads/}, named by their content, and a row for each that says since when it is
 * there. The row comes first and is renewed by each upload of the same content; a sweep removes object and row together,
 * with the row locked, so that what was uploaded again just then is stored after it.
 */
@Singleton
public class Uploads {
    private static final Duration KEPT = Duration.ofHours(Limits.UPLOAD_HOURS);
    private static final int SWEPT_AT_ONCE = 100;

    private final Jdbi jdbi;
    private final ObjectStore objects;
    private final Clock clock;

    public Uploads(Jdbi jdbi, ObjectStore objects, Clock clock) {
        this.jdbi = jdbi;
        this.objects = objects;
        this.clock = clock;
    }

    /** What a picture is called once it is stored. */
    public static InputPicture.Upload name(byte[] picture) {
        return new InputPicture.Upload(Sha256.hex(picture));
    }

    /**
     * Stores a picture, or keeps it for another day if it is there.
     *
     * @return when it is collected
     */
    public Instant store(byte[] picture) {
        InputPicture.Upload upload = name(picture);
        Instant now = clock.instant();
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO upload (sha256, stored_at) VALUES (:sha256, :now) "
                + "ON CONFLICT (sha256) DO UPDATE SET stored_at = greatest(upload.stored_at, excluded.stored_at)")
                .bind("sha256", upload.sha256()).bind("now", now.atOffset(UTC)).execute());
        objects.put(upload.key(), picture);
        return now.plus(KEPT);
    }

    /**
     * Returns where the picture is there.
     *
     * @param field the request's, which names it
     * @throws ProblemException (unknown upload)
     */
    public void require(String field, InputPicture.Upload upload) {
        if (!objects.exists(upload.key())) {
            throw new ProblemException(ProblemType.UNKNOWN_UPLOAD,
                    "%s: there is no '%s' (any more: uploads are kept for %d hours); POST /v1/uploads takes it again"
                            .formatted(field, upload.written(), Limits.UPLOAD_HOURS));
        }
    }

    /** Removes what nobody has uploaded for a day. */
    void sweep() {
        while (sweepSome() == SWEPT_AT_ONCE) {
            // There may be more.
        }
    }

    private int sweepSome() {
        return jdbi.inTransaction(handle -> {
            List<String> old = handle
                    .createQuery("SELECT sha256 FROM upload WHERE stored_at < :before ORDER BY stored_at LIMIT :most "
                            + "FOR UPDATE SKIP LOCKED")
                    .bind("before", clock.instant().minus(KEPT).atOffset(UTC)).bind("most", SWEPT_AT_ONCE)
                    .mapTo(String.class).list();
            for (String sha256 : old) {
                objects.delete(new InputPicture.Upload(sha256).key());
                handle.createUpdate("DELETE FROM upload WHERE sha256 = :sha256").bind("sha256", sha256).execute();
            }
            return old.size();
        });
    }
}
