package dev.limner.contracts.api;

import java.util.List;
import java.util.Map;

/**
 * What a family can be configured to.
 *
 * @param family   as in commands: {@code vae}
 * @param about    what it is for, in a line
 * @param sizes    which pictures it takes
 * @param paints   whether it paints pictures ({@code sample})
 * @param presets  named configurations
 * @param settings all that can be set
 */
public record FamilyView(String family, String about, String sizes, boolean paints, List<Preset> presets,
        List<Setting> settings) {

    /**
     * One preset.
     *
     * @param usual    whether it is taken where none is named
     * @param purpose  what it is for, in a line
     * @param settings the values that differ from the settings' usual ones
     */
    public record Preset(String preset, boolean usual, String purpose, Map<String, String> settings) {}

    /**
     * One setting.
     *
     * @param usual   its value where neither a preset nor a user says another
     * @param meaning with unit and range
     */
    public record Setting(String setting, String usual, String meaning) {}
}
