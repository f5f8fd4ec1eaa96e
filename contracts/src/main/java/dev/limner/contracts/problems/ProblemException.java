package dev.limner.contracts.problems;

/** A refusal with its reason: the sender's fault or the subject's, never to be retried as it is. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    public ProblemException(Problem problem, Throwable cause) {
        super(problem.title() + ": " + problem.detail(), cause);
        this.problem = problem;
    }

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    public ProblemException(ProblemType type, String detail, Throwable cause) {
        this(Problem.of(type, detail), cause);
    }

    /** A refusal that names the field at fault. */
    public static ProblemException invalidField(String field, String detail) {
        return new ProblemException(Problem.invalidField(field, detail));
    }

    public Problem problem() {
        return problem;
    }
}
