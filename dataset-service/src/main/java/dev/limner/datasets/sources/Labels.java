package dev.limner.datasets.sources;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.limner.store.datasets.Split;

/**
 * What label files say of pictures. A path counts from the folder its label file lies in, within the same archive; that of
 * a label file sent by itself is looked for in every archive and among the files sent. It only picks out what was sent:
 * nothing is ever opened by it, and one that leads out of its folder is refused all the same.
 */
final class Labels {
    private static final String SENT = "\0";
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private boolean any;

    /** What one row says. */
    static final class Row {
        private final String said;
        private final String label;
        private final Split split;
        private boolean found;

        private Row(String said, String label, Split split) {
            this.said = said;
            this.label = label;
            this.split = split;
        }

        /** Its class; null for none. */
        String label() {
            return label;
        }

        /** Null where it says nothing. */
        Split split() {
            return split;
        }
    }

    /**
     * Takes a label file in.
     *
     * @param refused told of rows that are wrong: which, and why
     */
    void add(SourceFile file, BiConsumer<String, String> refused) throws RefusedFileException {
        any = true;
        String folder = file.path().folders().isEmpty() ? "" : String.join("/", file.path().folders()) + "/";
        String archive = file.archive() == null ? SENT : file.archive();
        LabelFile.read(file, (line, path, label, split) -> {
            String said = "%s line %d".formatted(file.shown(), line);
            try {
                String key = archive + SENT + folder + path(path);
                if (rows.containsKey(key)) {
                    throw new RefusedFileException("names '%s' a second time".formatted(SourcePath.shown(path)));
                }
                rows.put(key, new Row(said + " names '" + SourcePath.shown(path) + "'", name(label), split(split)));
            } catch (RefusedFileException e) {
                refused.accept(said, e.getMessage());
            }
        });
    }

    /** Whether there was a label file: then folders name no classes. */
    boolean any() {
        return any;
    }

    /** What is said of a picture; null where no row names it. */
    Row of(String archive, SourcePath path) {
        Row row = archive == null ? null : rows.get(archive + SENT + path);
        row = row == null ? rows.get(SENT + SENT + path) : row;
        if (row != null) {
            row.found = true;
        }
        return row;
    }

    /** Tells of the rows that named no picture; to be called once all pictures were asked for. */
    void missing(BiConsumer<String, String> refused) {
        rows.values().stream().filter(row -> !row.found)
                .forEach(row -> refused.accept(row.said, "which was not sent"));
    }

    private static String path(String path) throws RefusedFileException {
        try {
            return SourcePath.of(path).toString();
        } catch (RefusedFileException e) {
            throw new RefusedFileException("names '%s', which %s".formatted(SourcePath.shown(path), e.getMessage()), e);
        }
    }

    private String name(String label) throws RefusedFileException {
        if (label == null || label.isBlank()) {
            return null;
        }
        try {
            return labels.computeIfAbsent(ClassNames.check(label), name -> name);
        } catch (RefusedFileException e) {
            throw new RefusedFileException("has a label that " + e.getMessage(), e);
        }
    }

    private static Split split(String split) throws RefusedFileException {
        if (split == null || split.isBlank()) {
            return null;
        }
        Split role = Roles.ofFolder(split);
        if (role == null) {
            throw new RefusedFileException("has the split '%s': train, or held-out, test or validation"
                    .formatted(SourcePath.shown(split)));
        }
        return role;
    }
}
