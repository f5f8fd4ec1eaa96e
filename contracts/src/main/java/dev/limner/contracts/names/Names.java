package dev.limner.contracts.names;

import java.util.regex.Pattern;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;

/** What names and ids look like: safe in a URL, an S3 key, a Kafka key and a file name without escaping. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?");

    private Names() {}

    /**
     * Returns a dataset's, a model's or an alias's name as it is.
     *
     * @throws ProblemException (invalid field) unless it is 1 to 63 of a-z, 0-9 and inner hyphens
     */
    public static String name(String field, String value) {
        if (value == null) {
            throw ProblemException.invalidField(field, "is missing: send a name");
        }
        if (value.length() > Limits.NAME_CHARACTERS || !NAME.matcher(value).matches()) {
            throw ProblemException.invalidField(field,
                    "'%s' is not a name: 1 to %d characters of a-z, 0-9 and hyphens, "
                            .formatted(shortened(value), Limits.NAME_CHARACTERS)
                            + "beginning and ending with a letter or digit");
        }
        return value;
    }

    /**
     * Returns an id as it is.
     *
     * @throws ProblemException (invalid field) unless it is 1 to 64 letters, digits, hyphens and underscores
     */
    public static String id(String field, String value) {
        if (value == null) {
            throw ProblemException.invalidField(field, "is missing: send a UUID or ULID");
        }
        if (value.length() > Limits.ID_CHARACTERS || !ID.matcher(value).matches()) {
            throw ProblemException.invalidField(field,
                    "'%s' is not an id: send a UUID or ULID (at most %d letters, digits, "
                            .formatted(shortened(value), Limits.ID_CHARACTERS) + "hyphens and underscores)");
        }
        return value;
    }

    /** A value as an error may show it. */
    static String shortened(String value) {
        return value == null || value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }
}
