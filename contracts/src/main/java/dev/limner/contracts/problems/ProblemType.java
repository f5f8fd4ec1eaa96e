package dev.limner.contracts.problems;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The stable kinds of problem (RFC 9457): what a client may branch on. Names never change within v1. */
public enum ProblemType {
    // @formatter:off
    MALFORMED_MESSAGE(400, "The message cannot be read"),
    UNKNOWN_TYPE(400, "No such command"),
    INVALID_FIELD(422, "A field has a value it must not have"),
    TOO_LARGE(413, "Larger than the limit"),
    UNAUTHORISED(401, "No valid key"),
    FORBIDDEN(403, "The key's role does not allow this"),
    UNKNOWN_DATASET(404, "No such dataset"),
    UNKNOWN_MODEL(404, "No such model"),
    UNKNOWN_JOB(404, "No such job"),
    UNKNOWN_UPLOAD(404, "No such uploaded picture"),
    NOT_FOUND(404, "Nothing is here"),
    ID_CONFLICT(409, "The id is taken by another command"),
    MODEL_BUSY(409, "The model has an active training run"),
    IN_USE(409, "Something depends on it"),
    ILLEGAL_STATE(409, "The job's state does not allow this"),
    UNREADABLE_ARCHIVE(422, "The upload cannot be read"),
    UNREADABLE_PICTURE(422, "The picture cannot be read"),
    UNSUPPORTED_OPERATION(422, "The model's family cannot do this"),
    TOO_MANY_REFUSED(422, "Too many pictures were refused"),
    NO_PICTURES(422, "The upload holds no picture"),
    DIVERGED(500, "The training diverged"),
    COLLAPSED(500, "The samples became all the same"),
    UNFINISHED(500, "The budget was over before the model could paint"),
    OUT_OF_MEMORY(500, "The memory does not suffice"),
    CORRUPT_OBJECT(500, "A stored object is not what its manifest says"),
    INTERNAL(500, "Something failed inside Limner"),
    UNAVAILABLE(503, "A part that this needs is away");
    // @formatter:on

    private static final String PREFIX = "urn:limner:problem:";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** A short sentence, the same for every problem of this type. */
    public String title() {
        return title;
    }

    /** The type as a URN, {@code urn:limner:problem:unknown-dataset}. */
    public String uri() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type with this URN, if there is one. */
    public static Optional<ProblemType> of(String uri) {
        return Arrays.stream(values()).filter(type -> type.uri().equals(uri)).findFirst();
    }
}
