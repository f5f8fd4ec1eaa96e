package dev.limner.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page docs/reference/configuration.md, made from {@link Variables}. */
public final class Reference {
    private static final String HEAD = """
            # Configuration

            Made from the code (`configuration/…/Variables.java`) by `configuration/write-reference`; a test fails when it
            is out of date.

            Everything is configured by the environment. A program checks all of it before it does anything, says everything
            that is wrong at once, and ends with exit code 78; what no program reads is warned of. A blank value counts as
            none. Whatever is marked *secret* may stand in a file instead, which the variable with `_FILE` behind its name
            names (`LIMNER_DATABASE_PASSWORD_FILE=/run/secrets/trainer`); the end of its last line is left out. No secret has
            a default, and without further ado a service listens to this machine alone.
            """;
    private static final String TAIL = """

            ## Of the images and the command

            | variable | meaning |
            |--|--|
            | `LIMNER_JAVA_OPTIONS` | further options for Java, as in `-Xmx2g`; in images heaps are a share of the container's memory otherwise |
            | `DJL_CACHE_DIR` | where the engine's native library is unpacked (432 MB), by trainer and generator; the images have `/var/cache/limner`, `~/.djl.ai` elsewhere |
            | `OMP_NUM_THREADS`, `OMP_WAIT_POLICY` | the engine's; the images set them from `LIMNER_THREADS`, and `passive` |
            | `LIMNER_URL`, `LIMNER_KEY` | the server that the command `limner` speaks to, and its API key |
            """;

    private Reference() {}

    /** Writes the page to the file that is named. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, page());
    }

    static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (String chapter : Variables.LIST.stream().map(Variable::chapter).distinct().toList()) {
            page.append("\n## ").append(chapter)
                    .append("\n\n| variable | read by | default | meaning |\n|--|--|--|--|\n");
            Variables.LIST.stream().filter(variable -> variable.chapter().equals(chapter))
                    .forEach(variable -> page.append(row(variable)));
        }
        return page.append(TAIL).toString();
    }

    private static String row(Variable variable) {
        return "| `%s`%s | %s | %s | %s |\n".formatted(variable.name(), variable.secret() ? " *secret*" : "",
                readers(variable.programs()), fallback(variable), variable.meaning());
    }

    private static String readers(Set<Program> programs) {
        if (programs.size() == Program.values().length) {
            return "all";
        }
        if (programs.size() == Program.values().length - 1 && !programs.contains(Program.SETUP)) {
            return "the services";
        }
        return programs.stream().sorted().map(Program::title).collect(Collectors.joining(", "));
    }

    private static String fallback(Variable variable) {
        List<Program> readers = variable.programs().stream().sorted(Comparator.naturalOrder()).toList();
        TreeMap<String, String> byValue = new TreeMap<>();
        for (Program program : readers) {
            String value = variable.fallback().apply(program);
            if (value != null) {
                byValue.merge("`" + value + "`", program.title(), (one, other) -> one + ", " + other);
            }
        }
        if (variable.required()) {
            return "**none: must be set**";
        }
        boolean same = byValue.size() == 1 && readers.stream().allMatch(p -> variable.fallback().apply(p) != null);
        return same
                ? byValue.firstKey()
                : byValue.entrySet().stream().map(each -> each.getKey() + " (" + each.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }
}
