package dev.limner.datasets.sources;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.limner.store.datasets.Split;

/**
 * What the folders of an upload mean. The innermost folder of a picture is its class. Folders {@code train/} and
 * {@code test/} (or {@code held-out/}, {@code val/}) are the halves of an official split, but only where both stand side
 * by side: a set of vehicles may have a class {@code train}. Archives named {@code flowers-train.zip} and
 * {@code flowers-test.zip} count as such folders.
 *
 * <p>Every path is shown to it once before the first is placed.
 */
final class FolderLayout {
    private static final String ARCHIVES = "\0";

    /**
     * Where a picture belongs.
     *
     * @param split     by the publisher; null where there is no official split
     * @param className null where it has none
     */
    record Place(Split split, String className) {}

    private final Map<String, Set<Split>> halves = new HashMap<>();

    /** Takes note of a picture's path. */
    void see(String archive, SourcePath path) {
        if (archive != null && Roles.ofArchive(archive) != null) {
            note(ARCHIVES, Roles.ofArchive(archive));
        }
        List<String> folders = path.folders();
        for (int i = 0; i < folders.size(); i++) {
            Split role = Roles.ofFolder(folders.get(i));
            if (role != null) {
                note(parent(folders, i), role);
            }
        }
    }

    /** Places a picture, once all have been seen. */
    Place place(String archive, SourcePath path) {
        List<String> folders = path.folders();
        int innermost = folders.size() - 1;
        Split split = archive != null && both(ARCHIVES) ? Roles.ofArchive(archive) : null;
        int half = -1;
        for (int i = 0; i <= innermost && half < 0; i++) {
            Split role = Roles.ofFolder(folders.get(i));
            if (role != null && (both(parent(folders, i)) || role == split)) {
                half = i;
                split = split == null ? role : split;
            }
        }
        return new Place(split, innermost < 0 || innermost == half ? null : folders.get(innermost));
    }

    private void note(String parent, Split role) {
        halves.computeIfAbsent(parent, key -> EnumSet.noneOf(Split.class)).add(role);
    }

    private boolean both(String parent) {
        return halves.getOrDefault(parent, Set.of()).size() == Split.values().length;
    }

    private static String parent(List<String> folders, int index) {
        return String.join("/", folders.subList(0, index));
    }
}
