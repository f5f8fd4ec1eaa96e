package dev.limner.jobs;

import java.util.Locale;

/** What somebody asks of a job that there is, or will be. */
public enum Wish {
    CANCEL,
    STOP,
    RESUME;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Wish of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
