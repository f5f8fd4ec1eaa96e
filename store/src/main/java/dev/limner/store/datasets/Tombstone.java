package dev.limner.store.datasets;

import java.time.Instant;
import java.util.List;

/**
 * What stays of a deleted version, at {@code datasets/{name}/{version}.deleted.json}: its number is never given again.
 *
 * @param digest  of what it held
 * @param objects keys that were its own or shared with others, to be removed where no version names them; empty once done
 */
public record Tombstone(String dataset, int version, String digest, Instant deletedAt, List<String> objects) {
    private static final String END = ".deleted.json";

    public Tombstone {
        objects = List.copyOf(objects);
    }

    String key() {
        return key(dataset, version);
    }

    static String key(String dataset, int version) {
        return "datasets/%s/%d%s".formatted(dataset, version, END);
    }

    /** Whether a file's name in a dataset's folder is a tombstone's. */
    static boolean named(String name) {
        return name.matches("[1-9][0-9]{0,8}\\.deleted\\.json");
    }

    /** The version that such a file's name stands for. */
    static int version(String name) {
        return Integer.parseInt(name.substring(0, name.length() - END.length()));
    }
}
