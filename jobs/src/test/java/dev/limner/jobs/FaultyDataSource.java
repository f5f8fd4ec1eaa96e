package dev.limner.jobs;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Logger;

import javax.sql.DataSource;

/** Connections to a real database that fail when told to, as a network does. */
final class FaultyDataSource implements DataSource {
    /** What happens to a commit. */
    enum Fate {
        /** It is done and answered. */
        ANSWERED,
        /** The connection breaks before it is done. */
        LOST_BEFORE,
        /** It is done, and the connection breaks before the answer. */
        LOST_AFTER
    }

    private final DataSource real;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Supplier<Fate>> fates = new AtomicReference<>(() -> Fate.ANSWERED);
    private volatile boolean away;

    FaultyDataSource(DataSource real) {
        this.real = real;
    }

    DataSource healthy() {
        return real;
    }

    /** Breaks every connection and refuses new ones, until {@link #comeBack}. */
    void goAway() throws SQLException {
        away = true;
        for (Connection connection : open) {
            connection.abort(Runnable::run);
        }
    }

    void comeBack() {
        away = false;
    }

    /** Decides about each commit from now on. */
    void commits(Supplier<Fate> next) {
        fates.set(next);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw new SQLException("connection refused, says the test", "08001");
        }
        Connection connection = real.getConnection();
        open.add(connection);
        return (Connection) Proxy.newProxyInstance(FaultyDataSource.class.getClassLoader(),
                new Class<?>[]{Connection.class}, (proxy, method, arguments) -> {
                    Fate fate = method.getName().equals("commit") ? fates.get().get() : Fate.ANSWERED;
                    if (fate == Fate.LOST_BEFORE) {
                        connection.abort(Runnable::run);
                        throw new SQLException("connection lost before the commit, says the test", "08006");
                    }
                    if (method.getName().equals("close")) {
                        open.remove(connection);
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (fate == Fate.LOST_AFTER) {
                            connection.abort(Runnable::run);
                            throw new SQLException("connection lost after the commit, says the test", "08006");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(FaultyDataSource.class.getName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
