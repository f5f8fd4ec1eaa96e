package dev.limner.models;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.cnn.CnnFamily;
import dev.limner.models.flow.FlowFamily;
import dev.limner.models.gan.GanFamily;
import dev.limner.models.matting.MattingFamily;
import dev.limner.models.vae.VaeFamily;

/** The families there are. */
public final class Families {
    private static final Map<String, Family> FAMILIES = Stream
            .<Family>of(new CnnFamily(), new FlowFamily(), new GanFamily(), new MattingFamily(), new VaeFamily())
            .collect(Collectors.toMap(Family::name, Function.identity(), (a, b) -> a, TreeMap::new));

    private Families() {}

    /** All of them, by name. */
    public static List<Family> all() {
        return List.copyOf(FAMILIES.values());
    }

    /** Those that paint pictures, by name. */
    public static String painters() {
        return FAMILIES.values().stream().filter(Family::paints).map(Family::name).collect(Collectors.joining(", "));
    }

    /**
     * The family with this name.
     *
     * @throws ProblemException if there is none, listing those there are
     */
    public static Family named(String name) {
        Family family = name == null ? null : FAMILIES.get(name);
        if (family == null) {
            throw ProblemException.invalidField("family",
                    "'%s' is no family; there are: %s".formatted(name, String.join(", ", FAMILIES.keySet())));
        }
        return family;
    }
}
