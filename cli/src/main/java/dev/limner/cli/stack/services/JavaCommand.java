package dev.limner.cli.stack.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How child processes are started: the same Java as this one, away from the terminal's signals. */
public final class JavaCommand {
    private JavaCommand() {}

    /** The Java that runs this. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** A service's command, with its memory's limit. The gateway computes nothing that is worth the slow compiler. */
    public static List<String> of(Service service, Path root, Map<String, String> environment) {
        List<String> command = new ArrayList<>(detached());
        command.add(java().toString());
        command.add("-Xmx%sm".formatted(environment.getOrDefault(service.heapVariable(),
                Integer.toString(service.heapMegabytes()))));
        command.addAll(List.of("-Xss512k", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xshare:auto"));
        if (service == Service.GATEWAY) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-Djava.awt.headless=true", "-jar", service.jar(root).toString()));
        return command;
    }

    /**
     * What to put before a command so that its process leads a session of its own: then Ctrl-C in a terminal reaches
     * whoever looks after it, and not the process itself. Empty where the platform has neither way.
     */
    public static List<String> detached() {
        if (onPath("setsid").isPresent()) {
            return List.of("setsid");
        }
        return onPath("perl").isPresent()
                ? List.of("perl", "-MPOSIX=setsid", "-e", "setsid(); exec @ARGV or die \"$ARGV[0]: $!\\n\"", "--")
                : List.of();
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(":")).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }
}
