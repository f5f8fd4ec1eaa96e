package dev.limner.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How far something is, on one line that is written again and again. Where nobody looks at a terminal, a plain line now
 * and then instead: one when a new thing begins, one every ten seconds, and the last one.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long PLAIN_NANOS = Duration.ofSeconds(10).toNanos();
    private static final String CLEAR = "\r\u001B[2K";

    private final PrintStream out;
    private final int columns;
    private final LongSupplier nanos;
    private String name = "";
    private String last = "";
    private boolean pending;
    private long printed;

    /**
     * @param columns the terminal's width; 0 where there is none
     * @param nanos   a clock, as {@link System#nanoTime}
     */
    public ProgressLine(PrintStream out, int columns, LongSupplier nanos) {
        this.out = out;
        this.columns = columns;
        this.nanos = nanos;
    }

    /**
     * Shows the present state.
     *
     * @param what  what is going on, in a word or two
     * @param share how much of it is done, 0 to 1; NaN where that is not known
     * @param text  what else there is to say
     */
    public synchronized void show(String what, double share, String text) {
        String line = ProgressText.line(what, share, text, columns);
        if (columns > 0) {
            if (!line.equals(last)) {
                out.print(CLEAR + line);
                out.flush();
            }
        } else if (!what.equals(name) || nanos.getAsLong() - printed >= PLAIN_NANOS) {
            print(line);
        } else {
            pending = !line.equals(last);
        }
        name = what;
        last = line;
    }

    /** Leaves what was shown last and begins a new line. */
    @Override
    public synchronized void close() {
        if (columns > 0 && !last.isEmpty()) {
            out.println();
        } else if (pending) {
            print(last);
        }
        last = "";
        name = "";
    }

    private void print(String line) {
        out.println(line);
        out.flush();
        printed = nanos.getAsLong();
        pending = false;
    }
}
