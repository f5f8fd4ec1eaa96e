package dev.limner.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.limner.cli.commands.Context;
import dev.limner.cli.commands.LimnerCommand;
import dev.limner.cli.commands.Terminal;

/** The command {@code limner}. Exit codes: 0 done, 1 not done, 2 not understood. */
public final class Limner {
    private Limner() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Context context = new Context(environment, new Terminal(out, err, columns(environment)));
        System.exit(LimnerCommand.of(context).execute(arguments));
    }

    /** The script says how wide the terminal is, where there is one. */
    private static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("LIMNER_COLUMNS", "0");
        return columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : 0;
    }
}
