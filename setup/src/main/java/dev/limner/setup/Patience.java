package dev.limner.setup;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Does something with a server until it succeeds or time is up. It says once what it waits for, and again only where
 * the reason is another one.
 */
final class Patience {
    private static final Map<String, TimeUnit> UNITS = Map.of("ms", TimeUnit.MILLISECONDS, "s", TimeUnit.SECONDS, "m",
            TimeUnit.MINUTES, "h", TimeUnit.HOURS, "d", TimeUnit.DAYS);

    private final Duration limit;
    private final Duration pause;
    private final PrintStream out;

    Patience(Duration limit, Duration pause, PrintStream out) {
        this.limit = limit;
        this.pause = pause;
        this.out = out;
    }

    /** @param limit as in {@code 2m} */
    static Patience of(String limit, PrintStream out) {
        String unit = limit.replaceFirst("[0-9]+", "");
        long number = Long.parseLong(limit.substring(0, limit.length() - unit.length()));
        return new Patience(Duration.of(number, UNITS.get(unit).toChronoUnit()), Duration.ofSeconds(1), out);
    }

    /** Something that a server is asked. */
    interface Step {
        void run() throws Exception;
    }

    /** Whether it succeeded in time. */
    boolean with(String server, Step step) {
        long deadline = System.nanoTime() + limit.toNanos();
        String said = "";
        while (true) {
            try {
                step.run();
                out.printf("%s is set up%n", server);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (Exception e) { // whatever a driver throws
                String reason = reason(e);
                if (!reason.equals(said)) {
                    out.printf("%s is not set up yet: %s%n", server, reason);
                }
                said = reason;
                if (System.nanoTime() > deadline || !paused()) {
                    out.printf("%s is not set up after %d s: %s%n", server, limit.toSeconds(), reason);
                    return false;
                }
            }
        }
    }

    private boolean paused() {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage().strip();
    }
}
