package dev.limner.models.settings;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One setting of a family.
 *
 * @param name    as in commands: {@code learningRate}
 * @param usual   its value where neither a preset nor a user says another
 * @param meaning one line with unit and range, shown when a value is refused
 * @param allowed whether a value is in range
 */
public record Setting(String name, String usual, String meaning, Predicate<String> allowed) {

    /** A whole number from {@code low} to {@code high}. */
    public static Setting whole(String name, long usual, long low, long high, String meaning) {
        return new Setting(name, Long.toString(usual), "%s; a whole number, %d to %d".formatted(meaning, low, high),
                value -> {
                    try {
                        long number = Long.parseLong(value);
                        return number >= low && number <= high;
                    } catch (NumberFormatException e) {
                        return false;
                    }
                });
    }

    /** A finite number from {@code low} to {@code high}. */
    public static Setting number(String name, String usual, double low, double high, String meaning) {
        return new Setting(name, usual, "%s; a number, %s to %s".formatted(meaning, low, high), value -> {
            try {
                double number = Double.parseDouble(value);
                return number >= low && number <= high;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    /** One of a few words, of which the first is the usual one. */
    public static Setting word(String name, String meaning, String... words) {
        Set<String> all = new TreeSet<>(Set.of(words));
        return new Setting(name, words[0], "%s; one of %s".formatted(meaning, String.join(", ", all)), all::contains);
    }

    /** {@code true} or {@code false}. */
    public static Setting flag(String name, boolean usual, String meaning) {
        return word(name, meaning, Boolean.toString(usual), Boolean.toString(!usual));
    }
}
