package dev.limner.gateway.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The ids of commands that come in over HTTP (RFC 9562): version 5 where the client sent an Idempotency-Key, so that
 * its repetition is the same command; else version 7, which sorts by time.
 */
public final class CommandIds {
    private static final UUID NAMESPACE = UUID.fromString("6f1d3c5e-1d0b-5b6b-9a43-7c1f0f7f2c11");
    private static final char SEPARATOR = '\n';

    private final Clock clock;
    private final RandomGenerator random;

    public CommandIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * The id of a command.
     *
     * @param apiKey         id of the API key it was sent with
     * @param route          method and path, {@code POST /v1/generations}
     * @param idempotencyKey as the client sent it; null where it sent none
     */
    public String next(String apiKey, String route, String idempotencyKey) {
        return idempotencyKey == null ? timeOrdered().toString() : of(apiKey, route, idempotencyKey).toString();
    }

    /** UUIDv5 of what makes a repetition the same command. No part can hold the separator, so parts cannot run over. */
    static UUID of(String apiKey, String route, String idempotencyKey) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16).putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits()).array());
        sha1.update((apiKey + SEPARATOR + route + SEPARATOR + idempotencyKey).getBytes(UTF_8));
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        return versioned(hash.getLong(), hash.getLong(), 5);
    }

    private UUID timeOrdered() {
        return versioned(clock.millis() << 16 | random.nextLong() & 0xFFFF, random.nextLong(), 7);
    }

    private static UUID versioned(long most, long least, int version) {
        return new UUID(most & ~0xF000L | (long) version << 12,
                least & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
