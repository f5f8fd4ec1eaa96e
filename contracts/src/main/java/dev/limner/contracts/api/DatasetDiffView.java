package dev.limner.contracts.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.contracts.names.DatasetReference;

/**
 * What is different in one dataset version from another. A picture whose class and split both changed counts as relabelled
 * and as moved.
 *
 * @param same           pictures in both, with the same class and split
 * @param added          pictures that only {@code to} has
 * @param removed        pictures that only {@code from} has
 * @param relabelled     pictures in both, under another class
 * @param moved          pictures in both, in the other split
 * @param addedClasses   classes that only {@code to} has
 * @param removedClasses classes that only {@code from} has
 * @param changes        the first hundred of each kind
 */
public record DatasetDiffView(DatasetReference from, DatasetReference to, long same, long added, long removed,
        long relabelled, long moved, List<String> addedClasses, List<String> removedClasses, List<Change> changes) {
    public DatasetDiffView {
        addedClasses = List.copyOf(addedClasses);
        removedClasses = List.copyOf(removedClasses);
        changes = List.copyOf(changes);
    }

    /**
     * A picture that is different.
     *
     * @param kind   {@code added}, {@code removed}, {@code relabelled} or {@code moved}
     * @param before where it is in {@code from}; null where it was added
     * @param after  where it is in {@code to}; null where it was removed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(String kind, Place before, Place after) {}

    /**
     * Where a picture is in a version.
     *
     * @param split     {@code train} or {@code held-out}
     * @param index     within the split, 0 and up
     * @param className null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(String split, int index, String className) {}
}
