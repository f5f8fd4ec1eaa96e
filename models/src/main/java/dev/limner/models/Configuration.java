package dev.limner.models;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that decides, together with the pictures, which weights a training run ends with. Made by
 * {@link Family#configure}, stored with each checkpoint.
 *
 * @param family   the family's name, {@code vae}
 * @param preset   the preset's name, never null
 * @param settings every setting of the family, resolved; by name
 * @param shape    of the pictures
 * @param classes  class names by class index; empty for a model without classes
 * @param seed     begins every random stream
 */
public record Configuration(String family, String preset, SortedMap<String, String> settings, PictureShape shape,
        List<String> classes, long seed) {
    public Configuration {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        classes = List.copyOf(classes);
    }

    /** The configuration that a checkpoint's manifest describes. */
    public static Configuration of(String family, String preset, Map<String, String> settings, PictureShape shape,
            List<String> classes, long seed) {
        return new Configuration(family, preset, new TreeMap<>(settings), shape, classes, seed);
    }
}
