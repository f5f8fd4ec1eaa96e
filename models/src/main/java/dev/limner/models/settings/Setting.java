package dev.limner.models.settings;

import java.util.function.Predicate;

/**
 * One setting of a family.
 *
 * @param name    as in commands: {@code learningRate}
 * @param meaning one line with unit and range, shown when a value is refused
 * @param allowed whether a value is in range
 */
public record Setting(String name, String meaning, Predicate<String> allowed) {

    /** A whole number from {@code low} to {@code high}. */
    public static Setting whole(String name, long low, long high, String meaning) {
        return new Setting(name, "%s; a whole number, %d to %d".formatted(meaning, low, high), value -> {
            try {
                long number = Long.parseLong(value);
                return number >= low && number <= high;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    /** A finite number from {@code low} to {@code high}. */
    public static Setting number(String name, double low, double high, String meaning) {
        return new Setting(name, "%s; a number, %s to %s".formatted(meaning, low, high), value -> {
            try {
                double number = Double.parseDouble(value);
                return number >= low && number <= high;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }
}
