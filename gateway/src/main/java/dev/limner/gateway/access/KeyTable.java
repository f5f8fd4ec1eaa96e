package dev.limner.gateway.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;

/** The table {@code api_key}: hashes only. */
@Singleton
public class KeyTable {
    private final Jdbi jdbi;
    private final Clock clock;

    public KeyTable(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** All keys there are. A key with a role that this release does not know is left out: it may do nothing. */
    public List<ApiKey> all() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id, name, role, hash FROM api_key")
                .map((row, context) -> key(row)).list().stream().filter(key -> key.role() != null).toList());
    }

    /** Adds the key, or gives the one with this id another name, role and hash. */
    public void put(ApiKey key) {
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO api_key (id, name, role, hash, created_at) "
                + "VALUES (:id, :name, :role, :hash, :now) "
                + "ON CONFLICT (id) DO UPDATE SET name = :name, role = :role, hash = :hash")
                .bind("id", key.id()).bind("name", key.name()).bind("role", key.role().word())
                .bind("hash", key.hash().bytes()).bind("now", clock.instant().atOffset(ZoneOffset.UTC)).execute());
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(row.getString("id"), row.getString("name"), Role.of(row.getString("role")).orElse(null),
                KeyHash.stored(row.getBytes("hash")));
    }
}
