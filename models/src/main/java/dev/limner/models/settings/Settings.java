package dev.limner.models.settings;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.limner.contracts.problems.ProblemException;

/** The settings that a family has: a preset's values, overridden by a user's, checked. */
public record Settings(List<Setting> all) {

    /**
     * Every setting's value.
     *
     * @param preset    a value for each setting
     * @param overrides values that win
     * @throws ProblemException naming the setting, for one that there is not and for a value out of range
     */
    public SortedMap<String, String> resolve(Map<String, String> preset, Map<String, String> overrides) {
        Map<String, Setting> byName = all.stream().collect(Collectors.toMap(Setting::name, each -> each));
        SortedMap<String, String> resolved = new TreeMap<>(preset);
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
