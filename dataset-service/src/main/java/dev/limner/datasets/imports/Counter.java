package dev.limner.datasets.imports;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each thing was seen. Hostile input may have any number of different things: beyond a limit they are "other". */
final class Counter {
    private static final int DIFFERENT = 1000;
    private static final String OTHER = "other";
    private final Map<String, Long> counts = new TreeMap<>();

    void add(String thing) {
        boolean counted = counts.containsKey(thing) || counts.size() < DIFFERENT;
        counts.merge(counted ? thing : OTHER, 1L, Long::sum);
    }

    int different() {
        return counts.size();
    }

    /** All of them, the most frequent first. */
    Map<String, Long> counts() {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(sorted);
    }
}
