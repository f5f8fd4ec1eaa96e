package dev.limner.cli.stack.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.common.Uuid;

import dev.limner.cli.stack.servers.PostgreSql;
import dev.limner.cli.stack.services.Service;
import dev.limner.contracts.messages.Json;

/**
 * What opens a stack, made on its first start and kept in {@code secrets.json}, which only its owner may read.
 *
 * @param apiKey            the first API key, an admin's
 * @param s3AccessKey       of the object store
 * @param s3SecretKey       of the object store
 * @param databasePasswords by user: the superuser and one for each service
 * @param kafkaCluster      the id that Kafka's folder was formatted with: no secret, and for ever
 */
public record Secrets(String apiKey, String s3AccessKey, String s3SecretKey,
        SortedMap<String, String> databasePasswords, String kafkaCluster) {
    private static final int KEY_BYTES = 24;

    /** The folder's secrets, where it has any. */
    public static Optional<Secrets> find(StateFolder folder) {
        try {
            return Files.exists(folder.secrets())
                    ? Optional.of(Json.read(Files.readAllBytes(folder.secrets()), Secrets.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(folder.secrets()), e);
        }
    }

    /** The folder's secrets, made where it has none. */
    public static Secrets of(StateFolder folder, SecureRandom random) {
        return find(folder).orElseGet(() -> make(folder, random));
    }

    private static Secrets make(StateFolder folder, SecureRandom random) {
        SortedMap<String, String> passwords = new TreeMap<>();
        passwords.put(PostgreSql.SUPERUSER, key(random));
        for (Service service : Service.values()) {
            passwords.put(service.schema(), key(random));
        }
        Secrets secrets = new Secrets("limner_" + key(random), HexFormat.of().formatHex(bytes(random, 10)), key(random),
                passwords, Uuid.randomUuid().toString());
        try {
            StateFolder.write(folder.secrets(),
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(secrets));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(folder.secrets()), e);
        }
        return secrets;
    }

    /** Letters, digits, hyphens and underscores: safe in SQL literals, URLs and shells. */
    private static String key(SecureRandom random) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, KEY_BYTES));
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
