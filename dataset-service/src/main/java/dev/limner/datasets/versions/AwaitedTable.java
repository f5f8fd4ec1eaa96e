package dev.limner.datasets.versions;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Json;

/** The table {@code awaited_generation}: what augmentations have asked generators for, and what became of it. */
final class AwaitedTable {
    private AwaitedTable() {}

    /** Notes that a generation is asked for; again is as good as once. */
    static void add(Handle handle, String generation, String job) {
        handle.createUpdate("INSERT INTO awaited_generation (id, job) VALUES (:id, :job) ON CONFLICT DO NOTHING")
                .bind("id", generation).bind("job", job).execute();
    }

    /** Notes how a generation ended; the first end stays. Generations that nobody here asked for are passed over. */
    static void ended(Handle handle, String generation, ObjectNode end) {
        handle.createUpdate("UPDATE awaited_generation SET outcome = :end WHERE id = :id AND outcome IS NULL")
                .bind("id", generation).bind("end", end.toString()).execute();
    }

    /** Whether it was asked for. */
    static boolean asked(Handle handle, String generation) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM awaited_generation WHERE id = :id)")
                .bind("id", generation).mapTo(Boolean.class).one();
    }

    /** How a generation ended; nothing before it has. */
    static Optional<ObjectNode> outcome(Handle handle, String generation) {
        return handle.createQuery("SELECT outcome FROM awaited_generation WHERE id = :id AND outcome IS NOT NULL")
                .bind("id", generation).map((row, context) -> Json.object(row.getBytes(1))).findOne();
    }

    /** A job's generations that have not ended. */
    static List<String> open(Handle handle, String job) {
        return handle.createQuery("SELECT id FROM awaited_generation WHERE job = :job AND outcome IS NULL ORDER BY id")
                .bind("job", job).mapTo(String.class).list();
    }

    /** Forgets a job's generations, once it has ended. */
    static void remove(Handle handle, String job) {
        handle.createUpdate("DELETE FROM awaited_generation WHERE job = :job").bind("job", job).execute();
    }
}
