package dev.limner.datasets.sources;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.limner.store.datasets.Split;

/** The words by which publishers name the two halves of a set. What is not for training is held out. */
final class Roles {
    private static final Set<String> TRAIN = Set.of("train", "training");
    private static final Set<String> HELD_OUT = Set.of("test", "testing", "t10k", "heldout", "val", "valid",
            "validation");

    private Roles() {}

    /** What a folder's name says, as a whole; null where it says nothing. */
    static Split ofFolder(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        if (TRAIN.contains(plain)) {
            return Split.TRAIN;
        }
        return HELD_OUT.contains(plain) ? Split.HELD_OUT : null;
    }

    /** What a word of an archive's name says ({@code flowers-test.zip}); null where none says anything. */
    static Split ofArchive(String name) {
        List<String> words = Arrays.asList(name.toLowerCase(Locale.ROOT).split("[-_. ]+"));
        if (heldOut(words)) {
            return Split.HELD_OUT;
        }
        return words.stream().anyMatch(TRAIN::contains) ? Split.TRAIN : null;
    }

    /** Whether one of the words, in lower case, or two together ({@code held}, {@code out}), says so. */
    static boolean heldOut(List<String> words) {
        return words.stream().anyMatch(HELD_OUT::contains)
                || Collections.indexOfSubList(words, List.of("held", "out")) >= 0;
    }
}
