package dev.limner.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** A progress line's words: a bar of blocks, counts with thousands, times as clocks. */
public final class ProgressText {
    private static final int NAME = 12;
    private static final int BAR = 24;
    private static final int NARROW = 70;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private ProgressText() {}

    /**
     * One line.
     *
     * @param columns the terminal's width, which the line stays below; 0 for a plain line without a bar
     */
    static String line(String name, double share, String text, int columns) {
        String percent = Double.isNaN(share) ? "    " : String.format(Locale.ROOT, "%3.0f%%", 100 * clamped(share));
        if (columns <= 0) {
            return "%s %s  %s".formatted(name, percent, text).strip();
        }
        int width = columns < NARROW ? BAR / 3 : BAR;
        String line = "%s %s %s  %s".formatted(padded(name), bar(Double.isNaN(share) ? 0 : share, width), percent,
                text);
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    /** A bar of this many characters, filled to an eighth of one. */
    static String bar(double share, int width) {
        int eighths = (int) Math.round(clamped(share) * width * 8);
        StringBuilder bar = new StringBuilder("█".repeat(eighths / 8));
        if (eighths % 8 != 0) {
            bar.append(EIGHTHS.charAt(eighths % 8));
        }
        return bar + "·".repeat(width - bar.length());
    }

    /** 1 234 567. */
    public static String count(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number)).replace(',', ' ');
    }

    /** 1.2 MB. */
    public static String bytes(double bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (bytes >= 1000 && unit < units.length - 1) {
            bytes /= 1000;
            unit++;
        }
        return unit == 0
                ? "%.0f B".formatted(bytes)
                : String.format(Locale.ROOT, bytes < 10 ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
    }

    /** 0:07, 12:34, 1:02:03. */
    public static String clock(Duration time) {
        long seconds = Math.max(0, Math.round(time.toMillis() / 1000.0));
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static double clamped(double share) {
        return Math.min(1, Math.max(0, share));
    }

    private static String padded(String name) {
        return name.length() >= NAME ? name : name + " ".repeat(NAME - name.length());
    }
}
