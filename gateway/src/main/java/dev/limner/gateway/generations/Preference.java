package dev.limner.gateway.generations;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Prefer: wait=N} (RFC 7240, 4.3): how long a client would rather wait than ask again. */
public final class Preference {
    /** No request is held for longer. */
    static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?([0-9]{1,6})\"?(?:$|[,;\\s])",
            Pattern.CASE_INSENSITIVE);

    private Preference() {}

    /** How long to wait; nothing where the header (which may be null) does not say so, or says 0. */
    public static Optional<Duration> wait(String header) {
        Matcher wait = WAIT.matcher(header == null ? "" : header);
        if (!wait.find()) {
            return Optional.empty();
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return Optional.of(asked.compareTo(LONGEST) < 0 ? asked : LONGEST).filter(time -> !time.isZero());
    }
}
