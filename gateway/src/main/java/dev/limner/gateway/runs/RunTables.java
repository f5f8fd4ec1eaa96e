package dev.limner.gateway.runs;

import static java.time.ZoneOffset.UTC;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import dev.limner.contracts.api.MetricView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.gateway.jobs.JobEvent;
import dev.limner.gateway.lists.Cursor;
import dev.limner.gateway.lists.Slice;

/**
 * The tables {@code metric} and {@code grid}: what a run reported at how many images. A report of a later claim
 * replaces one of an earlier claim at the same number of images. A curve keeps at most {@link #POINTS} points: when it
 * has more, every other one is dropped.
 */
@Singleton
public class RunTables {
    static final int POINTS = 1000;

    private final Jdbi jdbi;

    public RunTables(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A picture of a run's progress: {@code kind} is {@code samples} or {@code reconstructions}. */
    public record Grid(String kind, long images, String key) {}

    /** Adds a report, in the transaction of its event. */
    static void reported(Handle handle, JobEvent event) {
        handle.createUpdate("INSERT INTO metric (run, images, epoch, time, body) "
                + "VALUES (:run, :images, :epoch, :time, :body) ON CONFLICT (run, images) DO UPDATE "
                + "SET epoch = :epoch, time = :time, body = :body WHERE metric.epoch < :epoch")
                .bind("run", event.job()).bind("images", event.place()).bind("epoch", event.epoch())
                .bind("time", event.time().atOffset(UTC)).bind("body", event.body().toString()).execute();
        int points = handle.createQuery("SELECT count(*) FROM metric WHERE run = :run").bind("run", event.job())
                .mapTo(Integer.class).one();
        if (points > POINTS) {
            handle.createUpdate("DELETE FROM metric WHERE run = :run AND images IN (SELECT images FROM (SELECT images, "
                    + "row_number() OVER (ORDER BY images) AS place FROM metric WHERE run = :run) AS curve "
                    + "WHERE place % 2 = 0)").bind("run", event.job()).execute();
        }
    }

    /** Adds a grid, in the transaction of its event. */
    static void published(Handle handle, TrainingEvent.GridPublished grid, long epoch) {
        handle.createUpdate("INSERT INTO grid (run, kind, images, epoch, object_key) "
                + "VALUES (:run, :kind, :images, :epoch, :key) ON CONFLICT (run, kind, images) DO UPDATE "
                + "SET epoch = :epoch, object_key = :key WHERE grid.epoch < :epoch")
                .bind("run", grid.job()).bind("kind", grid.kind()).bind("images", grid.images())
                .bind("epoch", epoch).bind("key", grid.key()).execute();
    }

    /** A run's reports, oldest first. */
    Page<MetricView> metrics(String run, Slice slice) {
        List<MetricView> points = jdbi.withHandle(handle -> handle.createQuery("SELECT time, body FROM metric "
                + "WHERE run = :run AND images > :after ORDER BY images LIMIT :limit").bind("run", run)
                .bind("after", slice.after().map(cursor -> Long.parseLong(cursor.id())).orElse(-1L))
                .bind("limit", slice.fetch())
                .map((row, context) -> new MetricView(row.getObject("time", OffsetDateTime.class).toInstant(),
                        Json.read(row.getBytes("body"), TrainingEvent.Progressed.class)))
                .list());
        return slice.page(points, point -> Cursor.atName(Long.toString(point.progress().images())), point -> point);
    }

    /** A run's grids, newest first. */
    List<Grid> grids(String run) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT kind, images, object_key FROM grid "
                + "WHERE run = :run ORDER BY images DESC, kind DESC").bind("run", run)
                .map((row, context) -> new Grid(row.getString("kind"), row.getLong("images"),
                        row.getString("object_key")))
                .list());
    }

    /** The grid of a kind at a number of images; the newest one where no number is given. */
    Optional<Grid> grid(String run, String kind, Optional<Long> images) {
        return grids(run).stream().filter(grid -> grid.kind().equals(kind))
                .filter(grid -> images.map(asked -> asked == grid.images()).orElse(true)).findFirst();
    }
}
