package dev.limner.models.settings;

import java.util.Map;

/** Resolved settings as what they are. */
public record Values(Map<String, String> all) {

    public String word(String name) {
        String value = all.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no setting '%s' among %s".formatted(name, all.keySet()));
        }
        return value;
    }

    public int whole(String name) {
        return Integer.parseInt(word(name));
    }

    public long count(String name) {
        return Long.parseLong(word(name));
    }

    public double number(String name) {
        return Double.parseDouble(word(name));
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(word(name));
    }
}
