package dev.limner.gateway.jobs;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.limner.contracts.problems.ProblemException;

/** Which jobs a list shows; nothing for all. */
public record JobFilter(Optional<Kind> kind, Optional<String> subject, Optional<State> state) {

    /**
     * Reads query parameters; each may be null.
     *
     * @throws ProblemException (invalid field) naming the parameter and what it may be
     */
    public static JobFilter of(String kind, String subject, String state) {
        return new JobFilter(
                Optional.ofNullable(kind).map(word -> Kind.of(word).orElseThrow(() -> unknown("kind", word,
                        Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "))))),
                Optional.ofNullable(subject),
                Optional.ofNullable(state).map(word -> State.of(word).orElseThrow(() -> unknown("state", word,
                        Arrays.stream(State.values()).map(State::word).collect(Collectors.joining(", "))))));
    }

    private static ProblemException unknown(String field, String word, String known) {
        return ProblemException.invalidField(field, "there is no %s '%s': one of %s".formatted(field, word, known));
    }
}
