package dev.limner.configuration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Variables that begin like Limner's and that nobody reads: most often a slip of the pen. */
public final class Unknown {
    /** What the command, its stack and the images read themselves. */
    private static final Set<String> OTHERS = Set.of("LIMNER_HOME", "LIMNER_STATE", "LIMNER_COLUMNS", "LIMNER_URL",
            "LIMNER_KEY", "LIMNER_BUILD", "LIMNER_JAVA_OPTIONS", "LIMNER_PROGRAM");
    private static final String HEAP = "LIMNER_[A-Z]+_HEAP";
    private static final int CLOSE = 3;

    private Unknown() {}

    /** One sentence for each, with what may have been meant. */
    public static List<String> in(Map<String, String> environment) {
        Set<String> known = Variables.LIST.stream().map(Variable::name).collect(Collectors.toSet());
        Variables.LIST.stream().filter(Variable::secret).map(Variable::fileName).forEach(known::add);
        return new TreeSet<>(environment.keySet()).stream()
                .filter(name -> name.startsWith("LIMNER_") && !known.contains(name) && !OTHERS.contains(name)
                        && !name.matches(HEAP))
                .map(name -> "nothing reads %s%s".formatted(name,
                        closest(name, known).map(": was %s meant?"::formatted).orElse("")))
                .toList();
    }

    private static Optional<String> closest(String name, Set<String> known) {
        return known.stream().sorted().min(Comparator.comparingInt(other -> distance(name, other)))
                .filter(other -> distance(name, other) <= CLOSE);
    }

    /** Levenshtein's: letters to add, leave out or change. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
