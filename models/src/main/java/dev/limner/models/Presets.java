package dev.limner.models;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.settings.Settings;
import dev.limner.models.settings.Values;

/**
 * The presets of a family.
 *
 * @param family   its name
 * @param usual    the preset that is taken where none is named
 * @param settings all that can be set
 * @param all      by preset, the values that differ from the settings' usual ones
 */
public record Presets(String family, String usual, Settings settings, SortedMap<String, Map<String, String>> all) {

    public static Presets of(String family, String usual, Settings settings, Map<String, Map<String, String>> all) {
        return new Presets(family, usual, settings, new TreeMap<>(all));
    }

    public Set<String> names() {
        return all.keySet();
    }

    /**
     * The complete configuration; without classes where {@code classConditional} is false.
     *
     * @param preset    null for the usual one
     * @param overrides by setting, what the user wants otherwise
     * @throws ProblemException for a preset, a setting or a value that there is not
     */
    public Configuration configure(String preset, Map<String, String> overrides, PictureShape shape,
            List<String> classes, long seed) {
        String name = preset == null ? usual : preset;
        Map<String, String> values = all.get(name);
        if (values == null) {
            throw ProblemException.invalidField("preset", "'%s' is no preset of family %s; there are: %s"
                    .formatted(name, family, String.join(", ", names())));
        }
        SortedMap<String, String> resolved = settings.resolve(values, overrides);
        boolean conditional = new Values(resolved).flag("classConditional");
        return new Configuration(family, name, resolved, shape, conditional ? classes : List.of(), seed);
    }

    /**
     * Checks that a stored configuration was made by a version that knew the same settings, or fewer.
     *
     * @throws ProblemException naming the setting that there is not, or whose value is out of range
     */
    public void require(Configuration configuration) {
        settings.resolve(Map.of(), configuration.settings());
    }
}
