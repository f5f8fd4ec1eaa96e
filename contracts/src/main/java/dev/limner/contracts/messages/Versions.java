package dev.limner.contracts.messages;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;

/** Checks that commands on dataset versions share. */
final class Versions {
    private Versions() {}

    static DatasetReference required(String field, DatasetReference reference) {
        if (reference == null) {
            throw ProblemException.invalidField(field, "is missing: name a dataset version, as in flowers@3");
        }
        return reference;
    }

    static void positive(String field, Integer number) {
        if (number != null && number < 1) {
            throw ProblemException.invalidField(field, number + " is less than 1");
        }
    }

    static List<String> classes(List<String> classes) {
        if (classes == null) {
            return null;
        }
        if (classes.isEmpty() || classes.stream().anyMatch(name -> name == null || name.isBlank())
                || new HashSet<>(classes).size() < classes.size()) {
            throw ProblemException.invalidField("classes",
                    "names none, an empty one or one twice: leave it out for all classes");
        }
        return List.copyOf(classes);
    }

    static List<Transform> transforms(List<Transform> transforms) {
        if (transforms.stream().anyMatch(Objects::isNull)
                || new HashSet<>(transforms).size() < transforms.size()) {
            throw ProblemException.invalidField("transforms", "has an empty entry, or one twice");
        }
        return List.copyOf(transforms);
    }
}
