package dev.limner.models.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a model's samples were found to be.
 *
 * @param numbers  by name: {@code fid}, {@code kid} …; see {@link Evaluator}
 * @param protocol by name, all that has to be equal for numbers to be compared: the features' digest, counts, seed …
 * @param painted  by name, how the samples were painted: temperature, labels
 * @param warnings what to think of before numbers are believed, such as too few pictures
 * @param nearest  the samples nearest to a training picture, with these
 */
public record Evaluation(SortedMap<String, Double> numbers, SortedMap<String, String> protocol,
        SortedMap<String, String> painted, List<String> warnings, List<Memorisation.Shown> nearest) {
    public Evaluation {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        protocol = Collections.unmodifiableSortedMap(new TreeMap<>(protocol));
        painted = Collections.unmodifiableSortedMap(new TreeMap<>(painted));
        warnings = List.copyOf(warnings);
        nearest = List.copyOf(nearest);
    }

    /** The protocol on one line: equal lines, comparable numbers. */
    public String protocolLine() {
        return line(protocol);
    }

    /** How the samples were painted, on one line. */
    public String paintedLine() {
        return line(painted);
    }

    private static String line(SortedMap<String, String> fields) {
        return fields.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
