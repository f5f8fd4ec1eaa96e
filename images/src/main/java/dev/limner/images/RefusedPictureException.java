package dev.limner.images;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** A picture that is not read, told by a decoder that does not know the file's name. */
public final class RefusedPictureException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ProblemType type;

    /**
     * @param type   unreadable picture, or too large
     * @param clause follows the file's name: {@code is cut off}
     * @param cause  null where there is none
     */
    public RefusedPictureException(ProblemType type, String clause, Throwable cause) {
        super(clause, cause);
        this.type = type;
    }

    /** A picture that is broken, or in a form that is not read. */
    public static RefusedPictureException unreadable(String clause) {
        return new RefusedPictureException(ProblemType.UNREADABLE_PICTURE, clause, null);
    }

    /** The same, with the file named. */
    ProblemException naming(String file) {
        return new ProblemException(type, "'%s' %s".formatted(file, getMessage()), getCause());
    }
}
