package dev.limner.datasets.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A file's name as its sender wrote it, taken apart. It says which folder a picture lies in and nothing else: no file is
 * ever written under it. Names that would lead out of a folder are refused all the same, since whoever made them meant
 * no good.
 *
 * @param folders from the outermost, none of them {@code .} or {@code ..}; empty at the top
 * @param file    the file's own name
 */
public record SourcePath(List<String> folders, String file) {
    private static final int CHARACTERS = 1024;
    private static final Set<String> LEFT_BEHIND = Set.of("__macosx", "thumbs.db", "desktop.ini", "$recycle.bin");

    public SourcePath {
        folders = List.copyOf(folders);
    }

    /**
     * Takes a name apart. Backslashes separate as slashes do: some packers on Windows write them.
     *
     * @throws RefusedFileException if it is empty, too long, absolute, leads upwards or has control characters
     */
    public static SourcePath of(String name) throws RefusedFileException {
        if (name == null || name.isBlank()) {
            throw new RefusedFileException("has no name");
        }
        if (name.length() > CHARACTERS) {
            throw new RefusedFileException("has a name of %d characters; at most %d are read"
                    .formatted(name.length(), CHARACTERS));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedFileException("has control characters in its name");
        }
        String slashed = name.replace('\\', '/');
        if (slashed.startsWith("/") || slashed.matches("[A-Za-z]:.*")) {
            throw new RefusedFileException("has an absolute name");
        }
        List<String> parts = new ArrayList<>();
        for (String part : slashed.split("/")) {
            if (part.equals("..")) {
                throw new RefusedFileException("has a name that leads out of its folder");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            throw new RefusedFileException("has no name");
        }
        return new SourcePath(parts.subList(0, parts.size() - 1), parts.get(parts.size() - 1));
    }

    /** Whether it is what a system leaves beside the user's files: {@code .DS_Store}, {@code __MACOSX}. */
    public boolean hidden() {
        return leftBehind(file) || folders.stream().anyMatch(SourcePath::leftBehind);
    }

    /** What follows the last dot of the file's name, in lower case; empty where there is none. */
    public String extension() {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** A sender's name as a report may show it: short, and without control characters. */
    public static String shown(String name) {
        String plain = name == null ? "" : name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 200 ? plain : plain.substring(0, 200) + "…";
    }

    private static boolean leftBehind(String part) {
        return part.startsWith(".") || LEFT_BEHIND.contains(part.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return folders.isEmpty() ? file : String.join("/", folders) + "/" + file;
    }
}
