package dev.limner.models.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.limner.contracts.problems.ProblemException;

/** The settings that a family has, each with its usual value: overridden by a preset's, then by a user's, and checked. */
public record Settings(List<Setting> all) {
    public Settings {
        all = List.copyOf(all);
    }

    /** These and more. */
    public Settings and(List<Setting> more) {
        List<Setting> both = new ArrayList<>(all);
        both.addAll(more);
        return new Settings(both);
    }

    /**
     * Every setting's value.
     *
     * @param preset    values that differ from the usual ones
     * @param overrides values that win
     * @throws ProblemException naming the setting, for one that there is not and for a value out of range
     */
    public SortedMap<String, String> resolve(Map<String, String> preset, Map<String, String> overrides) {
        Map<String, Setting> byName = all.stream().collect(Collectors.toMap(Setting::name, Function.identity()));
        SortedMap<String, String> resolved = new TreeMap<>();
        all.forEach(setting -> resolved.put(setting.name(), setting.usual()));
        resolved.putAll(preset);
        resolved.putAll(overrides);
        resolved.forEach((name, value) -> {
            Setting setting = byName.get(name);
            if (setting == null) {
                throw ProblemException.invalidField("settings." + name, "is no setting; there are: "
                        + byName.keySet().stream().sorted().collect(Collectors.joining(", ")));
            }
            if (value == null || !setting.allowed().test(value)) {
                throw ProblemException.invalidField("settings." + name,
                        "'%s': %s".formatted(value, setting.meaning()));
            }
        });
        return resolved;
    }
}
