package dev.limner.models;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.limner.models.settings.Setting;
import dev.limner.models.settings.TrainingSettings;

/** The page docs/reference/settings.md, from what the families say of themselves. */
final class SettingsReference {
    private static final String HEAD = """
            # Families, presets and settings

            What `limner train --family F --preset P --set NAME=VALUE` and the `settings` of `training.start` take. Where
            nothing is said, a preset's value counts; where it has none, the usual one. A checkpoint's manifest holds the value
            of every setting that it was trained with.

            *This page is made by `SettingsReferenceTest` from the families themselves; it says how to make it anew.*
            """;

    private SettingsReference() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        List<Setting> common = TrainingSettings.SETTINGS.all();
        page.append("\n## All families\n\n").append(table(common));
        for (Family family : Families.all()) {
            Presets presets = family.presets();
            page.append("\n## ").append(family.name()).append("\n\n| preset | what it sets |\n|--|--|\n");
            presets.all().forEach((name, values) -> page.append("| `%s`%s | %s |\n".formatted(name,
                    name.equals(presets.usual()) ? " (usual)" : "", set(values))));
            page.append('\n').append(
                    table(presets.settings().all().stream().filter(setting -> !common.contains(setting)).toList()));
        }
        return page.toString();
    }

    private static String set(Map<String, String> values) {
        return values.isEmpty()
                ? "nothing: every setting's usual value"
                : new TreeMap<>(values).entrySet().stream()
                        .map(each -> "`%s=%s`".formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String table(List<Setting> settings) {
        return settings.stream().sorted(Comparator.comparing(Setting::name))
                .map(setting -> "| `%s` | `%s` | %s |\n".formatted(setting.name(), setting.usual(),
                        setting.meaning().replace("|", "\\|")))
                .collect(Collectors.joining("", "| setting | usual | meaning and range |\n|--|--|--|\n", ""));
    }
}
