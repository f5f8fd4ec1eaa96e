package dev.limner.cli.launching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

import dev.limner.cli.stack.state.StateFolder;

/** Keeps the logs of a state folder from growing for ever: at a start, a large one becomes the old one. */
public final class Logs {
    private static final long LARGE = 16L << 20;

    private Logs() {}

    /** Moves each log of more than 16 MiB to its name with {@code .1}, over the one before. */
    public static void rotate(StateFolder folder) {
        try (Stream<Path> logs = Files.list(folder.logs())) {
            for (Path log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                if (Files.size(log) > LARGE) {
                    Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the logs in %s cannot be put away".formatted(folder.logs()), e);
        }
    }
}
