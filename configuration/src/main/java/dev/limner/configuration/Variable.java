package dev.limner.configuration;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One variable of the environment. A secret may stand in a file instead, which {@code NAME_FILE} names.
 *
 * @param name     {@code LIMNER_…}
 * @param chapter  what it is about, as a heading of the reference
 * @param programs who reads it
 * @param kind     {@link Kind#SECRET} is never shown and may be in a file
 * @param property what the program's own configuration calls it; empty where several settings come of it
 * @param fallback its value where the environment has none; null for none
 * @param check    what is wrong with a value, if anything
 * @param meaning  one or two sentences, with unit and range
 */
public record Variable(String name, String chapter, Set<Program> programs, Kind kind, Optional<String> property,
        Function<Program, String> fallback, Check check, String meaning) {

    /** How a variable is treated. */
    public enum Kind {
        PLAIN,
        /** The program does not start without it. */
        REQUIRED,
        /** Not shown; may be in a file. */
        SECRET,
        /** Not shown; may be in a file; the program does not start without it. */
        REQUIRED_SECRET
    }

    public Variable {
        programs = Set.copyOf(programs);
        Objects.requireNonNull(kind, "kind");
        if (!name.matches("LIMNER_[A-Z0-9_]+") || name.endsWith("_FILE")) {
            throw new IllegalArgumentException("'%s' is no name for a variable".formatted(name));
        }
    }

    /** Says what is wrong with a value. */
    public interface Check {
        /** What is wrong, as the end of a sentence that begins with the variable's name; empty where nothing is. */
        Optional<String> wrong(String value);
    }

    static Variable of(String name, String chapter, Set<Program> programs, Check check, String meaning) {
        return new Variable(name, chapter, programs, Kind.PLAIN, Optional.empty(), program -> null, check, meaning);
    }

    Variable is(Kind other) {
        return new Variable(name, chapter, programs, other, property, fallback, check, meaning);
    }

    Variable sets(String configuration) {
        return new Variable(name, chapter, programs, kind, Optional.of(configuration), fallback, check, meaning);
    }

    Variable or(String value) {
        return or(program -> value);
    }

    Variable or(Function<Program, String> value) {
        return new Variable(name, chapter, programs, kind, property, value, check, meaning);
    }

    public boolean secret() {
        return EnumSet.of(Kind.SECRET, Kind.REQUIRED_SECRET).contains(kind);
    }

    public boolean required() {
        return EnumSet.of(Kind.REQUIRED, Kind.REQUIRED_SECRET).contains(kind);
    }

    /** The variable that names the file where a secret is in one. */
    public String fileName() {
        return name + "_FILE";
    }
}
