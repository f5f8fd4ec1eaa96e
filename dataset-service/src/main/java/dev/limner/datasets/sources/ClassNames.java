package dev.limner.datasets.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * The names of a dataset's classes, in the order of their indices: the lines of {@code classes.txt} where one was sent,
 * else the folders' names sorted (as numbers where all are numbers, so that label 3 of an IDX file is class 3).
 */
public final class ClassNames {
    /** The file that names them, one a line, the first for index 0. Names are kept as they are: T-shirt/top. */
    static final String FILE = "classes.txt";
    /** The same under the names that CIFAR-10 and CIFAR-100 have for it. */
    static final Set<String> FILES = Set.of(FILE, "batches.meta.txt", "fine_label_names.txt");
    private static final int CHARACTERS = 200;
    private static final int FILE_BYTES = Limits.CLASSES * CHARACTERS;

    private ClassNames() {}

    /**
     * Reads {@code classes.txt}: UTF-8, spaces around a name dropped, empty lines at the end ignored.
     *
     * @throws ProblemException (unreadable archive) saying which line is wrong
     */
    static List<String> read(SourceFile file) {
        byte[] content;
        try (InputStream in = file.open()) {
            content = in.readNBytes(FILE_BYTES + 1);
        } catch (IOException | RefusedFileException e) {
            throw unreadable(file.shown(), "cannot be read: " + e.getMessage(), e);
        }
        if (content.length > FILE_BYTES) {
            throw unreadable(file.shown(), "has more than %d bytes".formatted(FILE_BYTES), null);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw unreadable(file.shown(), "is not UTF-8", e);
        }
        return parse(file.shown(), text);
    }

    private static List<String> parse(String shown, String text) {
        List<String> names = new ArrayList<>();
        int line = 0;
        for (String name : text.replaceFirst("^\ufeff", "").stripTrailing().split("\\R", -1)) {
            line++;
            try {
                names.add(check(name.strip()));
            } catch (RefusedFileException e) {
                throw unreadable(shown, "line %d: the class %s".formatted(line, e.getMessage()), e);
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw unreadable(shown, "has the same class twice", null);
        }
        if (names.size() > Limits.CLASSES) {
            throw unreadable(shown, "has %d classes; at most %d are kept".formatted(names.size(), Limits.CLASSES),
                    null);
        }
        return List.copyOf(names);
    }

    /**
     * Returns a class name as it is.
     *
     * @throws RefusedFileException if it is empty, longer than 200 characters or has control characters
     */
    static String check(String name) throws RefusedFileException {
        if (name.isBlank()) {
            throw new RefusedFileException("has no name");
        }
        if (name.length() > CHARACTERS || name.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedFileException("has a name of more than %d characters, or with control characters"
                    .formatted(CHARACTERS));
        }
        return name;
    }

    /** The names in the order that gives them their indices. */
    public static List<String> sorted(Collection<String> names) {
        boolean numbers = names.stream().allMatch(name -> name.matches("0|[1-9][0-9]{0,8}"));
        Comparator<String> order = numbers ? Comparator.comparingInt(Integer::parseInt) : Comparator.naturalOrder();
        return names.stream().distinct().sorted(order).toList();
    }

    private static ProblemException unreadable(String shown, String what, Throwable cause) {
        return new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "'%s' %s".formatted(shown, what), cause);
    }
}
