package dev.limner.cli.stack.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that another one may look for later: its number alone would not do, since numbers are given again.
 *
 * @param pid       its number
 * @param startedAt when it began; null where the platform does not say
 */
public record ProcessMark(long pid, Instant startedAt) {
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant().orElse(null));
    }

    /** The process, if it is still that one and alive. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::same);
    }

    private boolean same(ProcessHandle candidate) {
        Optional<Instant> began = candidate.info().startInstant();
        return startedAt == null || began.isEmpty()
                || Duration.between(startedAt, began.get()).abs().compareTo(TOLERANCE) <= 0;
    }
}
