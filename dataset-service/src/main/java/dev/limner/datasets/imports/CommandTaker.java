package dev.limner.datasets.imports;

/** Takes commands of the datasets' channel that are no imports. */
public interface CommandTaker {
    /**
     * Takes a command; once it returns, its effect is durable.
     *
     * @return whether it was one of its own
     * @throws dev.limner.contracts.problems.ProblemException where the command is to be refused, saying why
     */
    boolean take(Record command);
}
