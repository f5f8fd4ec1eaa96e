package dev.limner.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), as every digest here is written: 64 lower-case hex digits. */
public final class Sha256 {
    private Sha256() {}

    /** A digest to be fed piece by piece; see {@link #hex(MessageDigest)}. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static String hex(byte[] bytes) {
        return hex(ByteBuffer.wrap(bytes));
    }

    /** The digest of what remains in the buffer, whose position does not move. */
    public static String hex(ByteBuffer bytes) {
        MessageDigest digest = begin();
        digest.update(bytes.duplicate());
        return hex(digest);
    }

    /** Ends the digest. */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
