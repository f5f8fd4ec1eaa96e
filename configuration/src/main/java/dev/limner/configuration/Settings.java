package dev.limner.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the environment says to one program, checked. All that is wrong is found before any of it is said, so that nobody
 * repairs one line at a time. A blank value counts as none, as compose files leave it.
 */
public final class Settings {
    private final Program program;
    private final Map<String, String> values;

    private Settings(Program program, Map<String, String> values) {
        this.program = program;
        this.values = Map.copyOf(values);
    }

    /**
     * Reads and checks a program's variables.
     *
     * @throws InvalidSettingsException naming everything that is wrong
     */
    public static Settings read(Program program, Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (Variable variable : Variables.readBy(program)) {
            try {
                Optional<String> value = value(variable, environment);
                value.flatMap(text -> variable.check().wrong(text))
                        .ifPresent(wrong -> problems.add(variable.name() + " " + wrong));
                if (value.isEmpty() && variable.required()) {
                    problems.add("%s is missing: %s It may also be in a file that %s names."
                            .formatted(variable.name(), variable.meaning(), variable.fileName()));
                }
                value.or(() -> Optional.ofNullable(variable.fallback().apply(program)))
                        .ifPresent(text -> values.put(variable.name(), text));
            } catch (UnreadableException e) {
                problems.add(e.getMessage());
            }
        }
        problems.addAll(Rules.broken(values));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(program, problems);
        }
        return new Settings(program, values);
    }

    public Program program() {
        return program;
    }

    /** A variable's value, or its default. */
    public Optional<String> find(Variable variable) {
        return Optional.ofNullable(values.get(variable.name()));
    }

    /**
     * The value of a variable that has one always.
     *
     * @throws IllegalStateException where it has none
     */
    public String get(Variable variable) {
        return find(variable).orElseThrow(() -> new IllegalStateException(
                "%s has no value for %s".formatted(variable.name(), program.title())));
    }

    /** What the program's own configuration is given, in its own names; secrets among it. */
    public SortedMap<String, String> properties() {
        SortedMap<String, String> properties = new TreeMap<>();
        for (Variable variable : Variables.readBy(program)) {
            variable.property().ifPresent(name -> find(variable).ifPresent(value -> properties.put(name, value)));
        }
        KafkaSecurity.of(this).forEach((name, value) -> properties.put("kafka." + name, value));
        DatabaseSecurity.of(this).forEach((name, value) -> properties
                .put("quarkus.datasource.jdbc.additional-jdbc-properties." + name, value));
        return properties;
    }

    private static Optional<String> value(Variable variable, Map<String, String> environment) {
        Optional<String> plain = set(environment, variable.name());
        if (!variable.secret()) {
            return plain.map(String::strip);
        }
        Optional<String> file = set(environment, variable.fileName());
        if (plain.isPresent() && file.isPresent()) {
            throw new UnreadableException("%s and %s are both set: leave one out"
                    .formatted(variable.name(), variable.fileName()));
        }
        return file.isPresent() ? file.map(path -> secret(variable, path)) : plain;
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** A file's content, less the line's end that editors leave. */
    private static String secret(Variable variable, String path) {
        try {
            String content = Files.readString(Path.of(path)).replaceFirst("\\R\\z", "");
            if (content.isBlank()) {
                throw new UnreadableException("%s names '%s', which is empty".formatted(variable.fileName(), path));
            }
            return content;
        } catch (IOException | InvalidPathException e) {
            throw new UnreadableException("%s names '%s', which cannot be read: %s"
                    .formatted(variable.fileName(), path, e.getClass().getSimpleName()));
        }
    }

    /** A value that cannot be had, said in full. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }
}
