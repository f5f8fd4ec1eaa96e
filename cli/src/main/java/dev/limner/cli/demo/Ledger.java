package dev.limner.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.limner.cli.stack.Stopwatch;

/** What took how long. */
final class Ledger {
    private final List<List<String>> rows = new ArrayList<>(List.of(List.of("STEP", "SECONDS", "RESULT")));

    /** A step that has begun. */
    final class Step {
        private final String name;
        private final Stopwatch watch = new Stopwatch();

        private Step(String name) {
            this.name = name;
        }

        /** Writes the step down. */
        void end(String result) {
            rows.add(List.of(name, String.format(Locale.ROOT, "%7.1f", watch.elapsed().toMillis() / 1000.0), result));
        }
    }

    Step begin(String name) {
        return new Step(name);
    }

    /** The heading and a row for each step that has ended. */
    List<List<String>> rows() {
        return List.copyOf(rows);
    }
}
