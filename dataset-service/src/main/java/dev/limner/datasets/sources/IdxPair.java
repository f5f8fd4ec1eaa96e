package dev.limner.datasets.sources;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * An IDX file of pictures and the one of its labels, brought together by what their names have in common:
 * {@code train-images-idx3-ubyte.gz} and {@code train-labels-idx1-ubyte.gz}.
 *
 * @param images  the pictures
 * @param labels  their labels; null where the whole upload has none
 * @param count   how many pictures the header promises
 * @param heldOut whether their name says that they are the test set ({@code t10k}, {@code test})
 */
record IdxPair(SourceFile images, SourceFile labels, int count, boolean heldOut) {
    private static final Set<String> SAYS_NOTHING = Set.of("images", "image", "labels", "label", "idx", "idx1", "idx3",
            "ubyte", "gz", "data");

    /**
     * Pairs the files.
     *
     * @throws ProblemException (unreadable archive) where one is no IDX file, or one lacks its other half although
     *                          labels were sent
     */
    static List<IdxPair> of(List<SourceFile> files) {
        Map<List<String>, SourceFile> images = new LinkedHashMap<>();
        Map<List<String>, SourceFile> labels = new LinkedHashMap<>();
        Map<SourceFile, Integer> counts = new LinkedHashMap<>();
        for (SourceFile file : files) {
            try (IdxFile idx = new IdxFile(file)) {
                SourceFile twin = (idx.pictures() ? images : labels).put(key(file), file);
                if (twin != null) {
                    throw unreadable("'%s' and '%s' cannot be told apart by their names"
                            .formatted(twin.shown(), file.shown()));
                }
                counts.put(file, idx.count());
            }
        }
        List<IdxPair> pairs = new ArrayList<>();
        boolean labelled = !labels.isEmpty();
        images.forEach((key, file) -> {
            SourceFile own = labels.remove(key);
            if (labelled && own == null) {
                throw unreadable("'%s' has no labels beside it: send the file named like it, with labels and idx1 "
                        .formatted(file.shown()) + "for images and idx3, or no labels at all");
            }
            if (own != null && !counts.get(own).equals(counts.get(file))) {
                throw unreadable("'%s' has %d labels for the %d pictures of '%s'"
                        .formatted(own.shown(), counts.get(own), counts.get(file), file.shown()));
            }
            pairs.add(new IdxPair(file, own, counts.get(file), Roles.heldOut(words(file))));
        });
        labels.values().stream().findFirst().ifPresent(alone -> {
            throw unreadable("'%s' has no pictures beside it: send the file named like it, with images and idx3 "
                    .formatted(alone.shown()) + "for labels and idx1");
        });
        return pairs;
    }

    private static List<String> key(SourceFile file) {
        List<String> key = new ArrayList<>(path(file).folders());
        words(file).stream().filter(word -> !SAYS_NOTHING.contains(word)).forEach(key::add);
        return key;
    }

    private static List<String> words(SourceFile file) {
        return Arrays.asList(path(file).file().toLowerCase(Locale.ROOT).split("[-_.]+"));
    }

    private static SourcePath path(SourceFile file) {
        try {
            return file.path();
        } catch (RefusedFileException e) {
            throw new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "'%s' %s"
                    .formatted(file.shown(), e.getMessage()), e);
        }
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(ProblemType.UNREADABLE_ARCHIVE, detail);
    }
}
