package dev.limner.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications from PostgreSQL, over one connection kept for them while anybody listens. They save waiting and carry no
 * truth: one may be missed (while the connection is away), so who listens also looks at the tables from time to time.
 */
final class Wakeups {
    /** Anything may have happened: the connection is new. */
    static final String ANYTHING = "";
    static final String OUTBOX = "outbox";
    private static final Logger LOG = LoggerFactory.getLogger(Wakeups.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PROBE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private Thread thread;

    Wakeups(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static String job(String kind) {
        return "job " + kind;
    }

    static String wish(String id) {
        return "wish " + id;
    }

    /** Tells every process that listens in this schema, once the transaction commits. */
    static void tell(Handle handle, String what) {
        handle.createQuery("SELECT 1 FROM (SELECT pg_notify('limner_' || current_schema(), :what)) AS told")
                .bind("what", what).mapTo(Integer.class).one();
    }

    /** Calls a listener, from a thread that must not be kept, until it is removed. */
    synchronized void add(Consumer<String> listener) {
        listeners.add(listener);
        if (thread == null) {
            thread = new Thread(this::listen, "limner-wakeups");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Removes a listener; after the last one the connection is given back. */
    synchronized void remove(Consumer<String> listener) {
        listeners.remove(listener);
        if (listeners.isEmpty() && thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private void listen() {
        boolean away = false;
        while (current()) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                follow(connection, away);
                away = false;
            } catch (SQLException e) {
                if (!away && current()) {
                    LOG.warn("PostgreSQL sends no notifications, looking at the tables instead: {}",
                            DatabaseFaults.reason(e));
                }
                away = true;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void follow(Connection connection, boolean wasAway) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String channel;
            try (var row = statement.executeQuery("SELECT quote_ident('limner_' || current_schema())")) {
                row.next();
                channel = row.getString(1);
            }
            statement.execute("LISTEN " + channel);
            if (wasAway) {
                LOG.info("PostgreSQL sends notifications again");
            }
            publish(ANYTHING);
            PGConnection postgres = connection.unwrap(PGConnection.class);
            long probe = System.nanoTime() + PROBE.toNanos();
            while (current()) {
                PGNotification[] notifications = postgres.getNotifications((int) LOOK.toMillis());
                for (int i = 0; notifications != null && i < notifications.length; i++) {
                    publish(notifications[i].getParameter());
                }
                if (System.nanoTime() - probe > 0) {
                    statement.execute("SELECT 1");
                    probe = System.nanoTime() + PROBE.toNanos();
                }
            }
            statement.execute("UNLISTEN *");
        }
    }

    private synchronized boolean current() {
        return thread == Thread.currentThread();
    }

    private void publish(String what) {
        listeners.forEach(listener -> listener.accept(what));
    }
}
