package dev.limner.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** On a real server, as its superuser and as one who is none: managed servers give no more. */
class DatabaseUsersTest {
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void shouldGiveEachServiceASchemaThatNoOtherCanUse() throws SQLException {
        // Given
        try (Connection connection = connect("postgres", "postgres", "")) {
            DatabaseUsers.createDatabase(connection, "first");
        }

        // When
        try (Connection connection = connect("first", "postgres", "")) {
            DatabaseUsers.create(connection, "first", passwords("one's \"own\""));
            DatabaseUsers.create(connection, "first", passwords("one's \"own\""));
        }

        // Then
        try (Connection trainer = connect("first", "trainer", "one's \"own\"");
                Statement statement = trainer.createStatement()) {
            statement.execute("CREATE TABLE run (id int)");
            assertThat(trainer.getSchema()).isEqualTo("trainer");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE gateway.mine (id int)"))
                    .hasMessageContaining("permission denied for schema gateway");
        }
    }

    @Test
    void shouldNeedNoSuperuser() throws SQLException {
        // Given
        try (Connection connection = connect("postgres", "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE operator LOGIN CREATEROLE CREATEDB PASSWORD 'operator'");
        }
        try (Connection connection = connect("postgres", "operator", "operator")) {
            DatabaseUsers.createDatabase(connection, "second");
        }
        SortedMap<String, String> users = new TreeMap<>();
        users.put("painter", "easel");

        // When
        try (Connection connection = connect("second", "operator", "operator")) {
            DatabaseUsers.create(connection, "second", users);
        }

        // Then
        try (Connection painter = connect("second", "painter", "easel")) {
            assertThat(painter.getSchema()).isEqualTo("painter");
        }
    }

    @Test
    void shouldRefuseNamesThatAreMore() {
        // Given
        SortedMap<String, String> users = new TreeMap<>();
        users.put("x\"; DROP", "y");

        // When / Then
        assertThatThrownBy(() -> {
            try (Connection connection = connect("postgres", "postgres", "")) {
                DatabaseUsers.create(connection, "postgres", users);
            }
        }).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no name");
    }

    private static SortedMap<String, String> passwords(String password) {
        SortedMap<String, String> passwords = new TreeMap<>();
        passwords.put("gateway", password);
        passwords.put("trainer", password);
        return passwords;
    }

    private static Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), database),
                user, password);
    }
}
