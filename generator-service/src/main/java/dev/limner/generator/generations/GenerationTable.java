package dev.limner.generator.generations;

import java.util.Optional;

import org.jdbi.v3.core.Handle;

import dev.limner.jobs.Jobs;

/** The statements over {@code generation}: which checkpoint a large generation's alias stood for. */
final class GenerationTable {
    private final Jobs jobs;

    GenerationTable(Jobs jobs) {
        this.jobs = jobs;
    }

    /** The checkpoint that a generation was resolved to, if it was. */
    Optional<String> checkpoint(String generation) {
        return jobs.inTransaction(handle -> handle
                .createQuery("SELECT checkpoint FROM generation WHERE id = :id").bind("id", generation)
                .mapTo(String.class).findOne());
    }

    void resolve(Handle handle, String generation, String checkpoint) {
        handle.createUpdate("INSERT INTO generation (id, checkpoint) VALUES (:id, :checkpoint)")
                .bind("id", generation).bind("checkpoint", checkpoint).execute();
    }
}
