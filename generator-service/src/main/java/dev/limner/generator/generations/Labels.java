package dev.limner.generator.generations;

import java.util.List;

import dev.limner.contracts.problems.ProblemException;

/**
 * Which class each picture of a request is of.
 *
 * @param classes the model's, in the order of their indices; empty where it knows none
 * @param asked   the one class asked for, or -1 for all in turn
 */
record Labels(List<String> classes, int asked) {
    private static final int NONE = -1;

    /**
     * Reads a class by name or, where none is named so, by index.
     *
     * @param label null for all classes in turn
     * @throws ProblemException (invalid field) listing the classes there are
     */
    static Labels of(String label, List<String> classes) {
        if (label == null) {
            return new Labels(classes, NONE);
        }
        int index = classes.indexOf(label);
        if (index < 0 && label.matches("[0-9]{1,5}")) {
            index = Integer.parseInt(label);
        }
        if (index < 0 || index >= classes.size()) {
            throw ProblemException.invalidField("label", classes.isEmpty()
                    ? "the model learned from pictures without labels: leave the label out"
                    : "'%s' is none of the model's classes: %s".formatted(label, String.join(", ", classes)));
        }
        return new Labels(classes, index);
    }

    /** The class index of picture i; -1 where the model knows no classes. */
    int index(long i) {
        if (classes.isEmpty()) {
            return NONE;
        }
        return asked == NONE ? (int) (i % classes.size()) : asked;
    }

    /** The class name of picture i; null where the model knows no classes. */
    String name(long i) {
        int index = index(i);
        return index == NONE ? null : classes.get(index);
    }
}
