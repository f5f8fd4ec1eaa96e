package dev.limner.gateway.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Command;
import dev.limner.contracts.messages.Json;

/**
 * What makes a repeated request the same: its command with defaults filled in (so that leaving a field out and sending
 * its default are the same), and the content of its files.
 */
public final class Fingerprint {
    private static final int CHUNK = 1 << 16;

    private Fingerprint() {}

    /** SHA-256 of a command without its id, 32 bytes. */
    public static byte[] of(Command command) {
        ObjectNode body = Json.MAPPER.valueToTree(command);
        body.remove("id");
        return sha256().digest((command.getClass().getName() + body).getBytes(UTF_8));
    }

    /**
     * SHA-256 of a file's content, 32 bytes.
     *
     * @throws IOException if it cannot be read
     */
    public static byte[] of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
        return digest.digest();
    }

    /** SHA-256 of anything, 32 bytes. */
    public static byte[] of(String text) {
        return sha256().digest(text.getBytes(UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
