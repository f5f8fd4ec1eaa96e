package dev.limner.cli.stack.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that another one may look for later: its number alone would not do, since numbers are given again. One that
 * has ended and that nobody has taken note of yet (as in containers whose first process does not care) does not count.
 *
 * @param pid       its number
 * @param startedAt when it began; null where the platform does not say
 */
public record ProcessMark(long pid, Instant startedAt) {
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant().orElse(null));
    }

    /** The process, if it is still that one and alive. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::same).filter(ProcessMark::notEnded);
    }

    /**
     * Waits for the process's end.
     *
     * @return false where it is still there after that time
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (find().isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        }
        return true;
    }

    private boolean same(ProcessHandle candidate) {
        Optional<Instant> began = candidate.info().startInstant();
        return startedAt == null || began.isEmpty()
                || Duration.between(startedAt, began.get()).abs().compareTo(TOLERANCE) <= 0;
    }

    /** Linux tells the state after the name, which is in parentheses (proc(5)): Z where it has ended. */
    private static boolean notEnded(ProcessHandle process) {
        Path status = Path.of("/proc/%d/stat".formatted(process.pid()));
        try {
            String line = Files.exists(status) ? Files.readString(status) : "";
            int name = line.lastIndexOf(')');
            return name < 0 || name + 2 >= line.length() || line.charAt(name + 2) != 'Z';
        } catch (IOException e) {
            return process.isAlive();
        }
    }
}
