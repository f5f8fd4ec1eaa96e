package dev.limner.configuration;

import java.util.List;

/** The environment does not do: with everything that is wrong with it, one line each. No secret is in the message. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSettingsException(Program program, List<String> problems) {
        super("%s does not start: %d thing%s wrong with its environment%s".formatted(program.title(), problems.size(),
                problems.size() == 1 ? " is" : "s are",
                String.join("", problems.stream().map(problem -> "\n  - " + problem).toList())));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the reference. */
    public List<String> problems() {
        return problems;
    }
}
