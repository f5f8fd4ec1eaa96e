package dev.limner.gateway.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import dev.limner.contracts.problems.ProblemException;

/**
 * The place in a list after which the next page begins, opaque to clients. Lists of jobs and the like are ordered by
 * time and then by id, lists of names by name (their time is the epoch's).
 *
 * @param time of the last item shown, to the microsecond
 * @param id   of the last item shown
 */
public record Cursor(Instant time, String id) {
    private static final char SEPARATOR = ' ';

    /** A place in a list that is ordered by name. */
    public static Cursor atName(String name) {
        return new Cursor(Instant.EPOCH, name);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws ProblemException (invalid field) where it is no cursor of ours
     */
    public static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int end = plain.indexOf(SEPARATOR);
            long micros = Long.parseLong(plain.substring(0, Math.max(end, 0)));
            return new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), plain.substring(end + 1));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField("cursor", "is not a cursor: send the 'next' of the page before, as is");
        }
    }

    @Override
    public String toString() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        return Base64.getUrlEncoder().withoutPadding().encodeToString((micros + "" + SEPARATOR + id).getBytes(UTF_8));
    }
}
