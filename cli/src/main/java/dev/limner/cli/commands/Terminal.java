package dev.limner.cli.commands;

import java.io.PrintStream;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.limner.cli.progress.ProgressLine;
import dev.limner.contracts.messages.Json;

/**
 * Where a command says things: results on {@code out}, everything else on {@code err}.
 *
 * @param columns the width of the terminal that shows {@code err}; 0 where none does
 */
public record Terminal(PrintStream out, PrintStream err, int columns) {

    /** A line for a person. */
    public void say(String line) {
        err.println(line);
    }

    /** A result. */
    public void result(String line) {
        out.println(line);
    }

    /** A result as JSON. */
    public void json(Object value) {
        try {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
        }
    }

    public ProgressLine progress() {
        return new ProgressLine(err, columns, System::nanoTime);
    }

    /** Rows in columns; the first row is the heading. */
    public void table(List<List<String>> rows) {
        Table.lines(rows).forEach(out::println);
    }
}
