package dev.limner.gateway.jobs;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of job, as {@code JobView.kind} names them. */
public enum Kind {
    IMPORT("import"),
    SELECTION("selection"),
    AUGMENTATION("augmentation"),
    DELETION("deletion"),
    TRAINING_RUN("training-run"),
    GENERATION("generation");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** The word that travels: {@code training-run}. */
    public String word() {
        return word;
    }

    /** The kind with this word, if there is one. */
    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
