package dev.limner.runtime;

import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.config.spi.ConfigSource;

import dev.limner.configuration.Settings;

/**
 * The checked environment as Quarkus reads it. It stands above the environment itself, whose blank values would count
 * there, and below system properties. Empty while the program is built, so that nothing of the builder's environment
 * stays in it.
 */
public final class SettingsSource implements ConfigSource {
    private static final int ABOVE_THE_ENVIRONMENT = 350;
    private static volatile Map<String, String> taken = Map.of();

    /** Has every configuration from now on see these settings. */
    static void take(Settings settings) {
        taken = Map.copyOf(settings.properties());
    }

    @Override
    public Map<String, String> getProperties() {
        return taken;
    }

    @Override
    public Set<String> getPropertyNames() {
        return taken.keySet();
    }

    @Override
    public String getValue(String name) {
        return taken.get(name);
    }

    @Override
    public String getName() {
        return "Limner's environment";
    }

    @Override
    public int getOrdinal() {
        return ABOVE_THE_ENVIRONMENT;
    }
}
