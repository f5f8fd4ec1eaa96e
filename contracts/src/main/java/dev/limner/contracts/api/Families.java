package dev.limner.contracts.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;

/**
 * The families that this version knows, for those who have no engine. {@code families.json} is written from the families
 * themselves; a test of {@code models} holds that it is what they say.
 */
public final class Families {
    /** Beside this class. */
    public static final String RESOURCE = "families.json";

    private Families() {}

    /** All, by name. */
    public static List<FamilyView> all() {
        try (InputStream file = Families.class.getResourceAsStream(RESOURCE)) {
            return Json.MAPPER.readValue(file, new TypeReference<>() {
            });
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /**
     * One.
     *
     * @throws ProblemException (invalid field) listing those there are
     */
    public static FamilyView named(String name) {
        List<FamilyView> all = all();
        return all.stream().filter(each -> each.family().equals(name)).findFirst()
                .orElseThrow(() -> ProblemException.invalidField("family", "'%s' is no family; there are: %s"
                        .formatted(name, all.stream().map(FamilyView::family).collect(Collectors.joining(", ")))));
    }
}
