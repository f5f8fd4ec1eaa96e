package dev.limner.jobs;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * Jobs that survive whoever works on them. The row in PostgreSQL is the truth; every change of it is written together
 * with the events that tell of it, in one transaction, and published from the outbox afterwards ({@link Relay}).
 *
 * <p>Rules held here: the same id with the same body is the same job, with another body another command that is refused
 * (once in effect); a cancel wins over anything not yet terminal, and of terminal states the first recorded stays (one
 * terminal state); a control command that overtakes its target is kept and takes effect when the target arrives.
 *
 * <p>All methods may be called by several threads. Where PostgreSQL is away they throw what JDBI throws.
 */
public final class Jobs {
    private final Jdbi jdbi;
    private final Outbox outbox;
    private final Wakeups wakeups;
    private final Timing timing;

    /**
     * @param dataSource connections whose current schema holds the tables of {@link #migrate}
     * @param source     the CloudEvents source of what is announced, {@code limner/trainer-service}
     * @param clock      gives events their time; leases go by PostgreSQL's clock
     */
    public Jobs(DataSource dataSource, String source, Clock clock) {
        this(dataSource, source, clock, Timing.standard());
    }

    /** Jobs with other durations, for tests. */
    public Jobs(DataSource dataSource, String source, Clock clock, Timing timing) {
        this.jdbi = Jdbi.create(dataSource);
        this.outbox = new Outbox(source, clock);
        this.wakeups = new Wakeups(dataSource);
        this.timing = timing;
    }

    /** Creates or updates the tables in a schema, and the schema itself if it is missing. */
    public static void migrate(DataSource dataSource, String schema) {
        Flyway.configure(Jobs.class.getClassLoader()).dataSource(dataSource).schemas(schema).createSchemas(true)
                .locations("classpath:db/jobs").table("jobs_history").baselineOnMigrate(true).baselineVersion("0")
                .load().migrate();
    }

    /**
     * Records a job and announces it, unless it is there already. Control commands that came before it take effect.
     *
     * <p>A service that checks a command against what may change (whether the dataset is there) asks {@link #find}
     * first, so that a repetition of an accepted command is not refused.
     */
    public Submitted submit(NewJob job, List<Announcement> accepted) {
        return submit(job, accepted, handle -> {});
    }

    /**
     * Like {@link #submit(NewJob, List)}, with rows of the service's own in the same transaction.
     *
     * @param rows writes those rows, where the job is new
     */
    public Submitted submit(NewJob job, List<Announcement> accepted, Consumer<Handle> rows) {
        return inTransaction(handle -> {
            JobTable.lock(handle, job.id());
            Optional<String> stored = JobTable.storedDigest(handle, job.id());
            if (stored.isPresent()) {
                return stored.get().equals(JobTable.digest(job)) ? Submitted.SAME : Submitted.DIFFERENT;
            }
            if (!JobTable.insert(handle, job)) {
                return Submitted.BUSY;
            }
            rows.accept(handle);
            outbox.add(handle, job.id(), 0, 0, accepted);
            boolean cancel = false;
            boolean stop = false;
            for (Wish wish : ControlTable.take(handle, job.id())) {
                cancel |= wish == Wish.CANCEL;
                stop = wish == Wish.STOP || stop && wish != Wish.RESUME;
            }
            JobTable.move(handle, job.id(), JobState.ACCEPTED, cancel, stop, accepted.size());
            Wakeups.tell(handle, Wakeups.job(job.kind()));
            return Submitted.ACCEPTED;
        });
    }

    /**
     * Records a control command. A job that nobody works on moves at once; a running one is told through its claim.
     *
     * @param commandId      the control command's own id
     * @param target         the job's id
     * @param whenNotRunning what to announce when the job moves at once, given the job as it is then
     * @throws ProblemException (id conflict) where the id belongs to another control command; (illegal state) where a
     *                          job that has ended is to be stopped or resumed, or one that is being cancelled
     */
    public Signalled signal(String commandId, String target, Wish wish,
            Function<Job, List<Announcement>> whenNotRunning) {
        return inTransaction(handle -> {
            JobTable.lock(handle, target);
            ControlTable.Control control = new ControlTable.Control(target, wish);
            Optional<ControlTable.Control> seen = ControlTable.find(handle, commandId);
            if (seen.isPresent()) {
                return repeated(commandId, seen.get(), control);
            }
            Optional<JobTable.Row> row = JobTable.find(handle, target, true);
            ControlTable.insert(handle, commandId, control, row.isPresent());
            return row.isPresent() ? apply(handle, row.get(), wish, whenNotRunning) : Signalled.KEPT;
        });
    }

    private static Signalled repeated(String commandId, ControlTable.Control seen, ControlTable.Control now) {
        if (!seen.equals(now)) {
            throw new ProblemException(ProblemType.ID_CONFLICT, "command %s was to %s job %s, not to %s job %s"
                    .formatted(commandId, seen.wish().text(), seen.target(), now.wish().text(), now.target()));
        }
        return Signalled.SAME;
    }

    private Signalled apply(Handle handle, JobTable.Row row, Wish wish,
            Function<Job, List<Announcement>> whenNotRunning) {
        Job job = row.job();
        if (wish != Wish.CANCEL && (job.state().terminal() || job.cancelWished())) {
            throw new ProblemException(ProblemType.ILLEGAL_STATE, "job %s is %s: it can no longer be %s".formatted(
                    job.id(), job.state().terminal() ? job.state().text() : "being cancelled",
                    wish == Wish.STOP ? "stopped" : "resumed"));
        }
        return switch (wish) {
            case CANCEL -> switch (job.state()) {
                case ACCEPTED, STOPPED -> moved(handle, row, JobMove.CANCEL, whenNotRunning);
                case RUNNING -> told(handle, job, true, job.stopWished());
                case SUCCEEDED, FAILED, CANCELLED -> Signalled.IDLE;
            };
            case STOP -> switch (job.state()) {
                case ACCEPTED -> moved(handle, row, JobMove.STOP, whenNotRunning);
                case RUNNING -> told(handle, job, false, true);
                case STOPPED, SUCCEEDED, FAILED, CANCELLED -> Signalled.IDLE;
            };
            case RESUME -> switch (job.state()) {
                case STOPPED -> moved(handle, row, JobMove.RESUME, whenNotRunning);
                case ACCEPTED, RUNNING -> job.stopWished() ? told(handle, job, false, false) : Signalled.IDLE;
                case SUCCEEDED, FAILED, CANCELLED -> Signalled.IDLE;
            };
        };
    }

    private Signalled moved(Handle handle, JobTable.Row row, JobMove move,
            Function<Job, List<Announcement>> whenNotRunning) {
        Job job = row.job().in(row.job().state().after(move));
        List<Announcement> events = whenNotRunning.apply(job);
        outbox.add(handle, job.id(), job.epoch(), row.sequence(), events);
        JobTable.move(handle, job.id(), job.state(), false, false, row.sequence() + events.size());
        Wakeups.tell(handle, Wakeups.job(job.kind()));
        return Signalled.MOVED;
    }

    private static Signalled told(Handle handle, Job job, boolean cancel, boolean stop) {
        JobTable.wish(handle, job.id(), cancel, stop);
        Wakeups.tell(handle, Wakeups.wish(job.id()));
        Wakeups.tell(handle, Wakeups.job(job.kind()));
        return Signalled.TOLD;
    }

    /** Whether a cancel has come for a job that has not. */
    public boolean cancelKept(String id) {
        return inTransaction(handle -> ControlTable.waits(handle, new ControlTable.Control(id, Wish.CANCEL)));
    }

    /** The job with this id, as it is now. */
    public Optional<Job> find(String id) {
        return inTransaction(handle -> JobTable.find(handle, id, false).map(JobTable.Row::job));
    }

    /** The exclusive job of a kind that a subject is busy with. */
    public Optional<Job> active(String kind, String subject) {
        return inTransaction(handle -> JobTable.active(handle, kind, subject).map(JobTable.Row::job));
    }

    /** Jobs of a kind in any of these states, the newest first. */
    public List<Job> list(String kind, Collection<JobState> states, int limit) {
        return inTransaction(handle -> JobTable.list(handle, kind, states, limit).stream().map(JobTable.Row::job)
                .toList());
    }

    /**
     * Takes the oldest job that is nobody's: accepted and due, or running with a lease that has run out. Its epoch is
     * one higher than before, and its lease has to be kept by {@link Claim#heartbeat}, as a {@link JobWorker} does.
     *
     * @param worker who takes it, for people to read
     */
    public Optional<Claim> claim(String kind, String worker) {
        return claim(kind, worker, false);
    }

    /** Takes the oldest job that is nobody's and is to be cancelled. */
    Optional<Claim> claimToCancel(String kind, String worker) {
        return claim(kind, worker, true);
    }

    private Optional<Claim> claim(String kind, String worker, boolean cancelsOnly) {
        return inTransaction(handle -> JobTable.claim(handle, kind, worker, timing.lease(), cancelsOnly))
                .map(row -> new Claim(this, row));
    }

    /**
     * Announces, outside a job's life, that a command was refused. The same event about the same command is published
     * once, however often it is refused.
     *
     * @param id the refused command's id
     */
    public void refused(String id, Announcement announcement) {
        inTransaction(handle -> announce(handle, Refusals.eventId(id, announcement), announcement));
    }

    /**
     * Announces something outside a job's life, in the caller's transaction; nothing where that id was announced before.
     * Messages with one topic and key are published in the order written where their writers hold a lock of their own.
     *
     * @param eventId deterministic: the same for the same fact; for a command its own id
     * @return whether it is new
     */
    public boolean announce(Handle handle, String eventId, Announcement announcement) {
        return outbox.add(handle, eventId, outbox.message(eventId, 0, 0, announcement));
    }

    /** Runs statements in one transaction over the service's own connection. */
    public <T> T inTransaction(Function<Handle, T> statements) {
        return jdbi.inTransaction(statements::apply);
    }

    Outbox outbox() {
        return outbox;
    }

    Wakeups wakeups() {
        return wakeups;
    }

    Timing timing() {
        return timing;
    }
}
