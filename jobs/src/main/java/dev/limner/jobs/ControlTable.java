package dev.limner.jobs;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;

/** The statements over {@code job_control}: control commands seen, and those that wait for their target. */
final class ControlTable {
    private ControlTable() {}

    record Control(String target, Wish wish) {}

    static Optional<Control> find(Handle handle, String command) {
        return handle.createQuery("SELECT target, wish FROM job_control WHERE command = :command")
                .bind("command", command)
                .map((row, context) -> new Control(row.getString("target"), Wish.of(row.getString("wish")))).findOne();
    }

    static void insert(Handle handle, String command, Control control, boolean applied) {
        handle.createUpdate("""
                INSERT INTO job_control (command, target, wish, applied)
                VALUES (:command, :target, :wish, :applied)""")
                .bind("command", command).bind("target", control.target()).bind("wish", control.wish().text())
                .bind("applied", applied).execute();
    }

    /** Whether such a control waits for its target. */
    static boolean waits(Handle handle, Control control) {
        return handle.createQuery("""
                SELECT EXISTS (SELECT FROM job_control WHERE target = :target AND wish = :wish AND NOT applied)""")
                .bind("target", control.target()).bind("wish", control.wish().text()).mapTo(Boolean.class).one();
    }

    /** Marks as applied what waits for a target; in the order of arrival. */
    static List<Wish> take(Handle handle, String target) {
        return handle.createQuery("""
                WITH taken AS (UPDATE job_control SET applied = true WHERE target = :target AND NOT applied
                    RETURNING wish, arrival) SELECT wish FROM taken ORDER BY arrival""")
                .bind("target", target).map((row, context) -> Wish.of(row.getString("wish"))).list();
    }
}
