package dev.limner.contracts.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The seed of a command that names none: the same for the same id, wherever the command goes. */
public final class Seeds {
    /** What every JSON reader keeps exactly (RFC 8259, section 6). */
    private static final int BITS = 53;

    private Seeds() {}

    /**
     * The first 53 bits of SHA-256 over the id.
     *
     * @return 0 to 2⁵³ − 1
     */
    public static long of(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - BITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
