package dev.limner.contracts.names;

import java.util.OptionalInt;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.limner.contracts.problems.ProblemException;

/**
 * A dataset version: {@code flowers@3}, or {@code flowers} for the newest there is when it is resolved.
 *
 * @param dataset the dataset's name
 * @param version 1 and up; 0 stands for the newest
 */
public record DatasetReference(String dataset, int version) {
    private static final int NEWEST = 0;

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public DatasetReference {
        Names.name("dataset", dataset);
        if (version < 0) {
            throw ProblemException.invalidField("dataset", "version %d of '%s': versions count from 1"
                    .formatted(version, dataset));
        }
    }

    /** Reads {@code name} or {@code name@version}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DatasetReference parse(String text) {
        if (text == null) {
            throw ProblemException.invalidField("dataset", "is missing: name a dataset, as in flowers or flowers@3");
        }
        int at = text.indexOf('@');
        if (at < 0) {
            return new DatasetReference(text, NEWEST);
        }
        String version = text.substring(at + 1);
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw ProblemException.invalidField("dataset", "'%s': after the @ comes a version, 1 and up"
                    .formatted(Names.shortened(text)));
        }
        return new DatasetReference(text.substring(0, at), Integer.parseInt(version));
    }

    /** The version asked for, or nothing for the newest. */
    public OptionalInt asked() {
        return version == NEWEST ? OptionalInt.empty() : OptionalInt.of(version);
    }

    public DatasetReference at(int resolved) {
        return new DatasetReference(dataset, resolved);
    }

    @Override
    @JsonValue
    public String toString() {
        return version == NEWEST ? dataset : dataset + "@" + version;
    }
}
