package dev.limner.datasets.sources;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * A file that names pictures and their classes, {@code labels.csv} or {@code labels.jsonl} (also {@code metadata.csv} and
 * {@code metadata.jsonl}, as image folders of other tools have them): for each picture its path as seen from this file,
 * its label, and if wanted its split. The first row of a CSV says which column is which, where one of them is called
 * {@code path}, {@code file}, {@code file_name}, {@code filename} or {@code image}; else they are path, label, split.
 */
final class LabelFile {
    private static final Pattern NAME = Pattern.compile("(labels|metadata)\\.(csv|jsonl)");
    private static final List<String> PATH = List.of("path", "file", "file_name", "filename", "image");
    private static final List<String> LABEL = List.of("label", "class", "category");
    private static final List<String> SPLIT = List.of("split", "subset");
    private static final Set<String> PATHS = Set.copyOf(PATH);
    private static final int LINE = 1 << 16;

    /** Told of each row; what it throws stands in the report. */
    interface Rows {
        /**
         * @param label null or blank where there is none
         * @param split null or blank where there is none
         */
        void row(long line, String path, String label, String split);
    }

    private LabelFile() {}

    /**
     * Whether a file is one, going by its name.
     *
     * @param name in lower case
     */
    static boolean is(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Tells the rows.
     *
     * @throws ProblemException (unreadable archive, too large) saying which line is wrong
     */
    static void read(SourceFile file, Rows rows) {
        try (Reader in = new BufferedReader(new InputStreamReader(file.open(),
                StandardCharsets.UTF_8.newDecoder()), LINE)) {
            boolean json = file.path().file().toLowerCase(Locale.ROOT).endsWith(".jsonl");
            in.mark(1);
            if (in.read() != '\ufeff') {
                in.reset();
            }
            Counted counted = new Counted(file, rows);
            if (json) {
                lines(in, counted);
            } else {
                values(in, counted);
            }
        } catch (CharacterCodingException e) {
            throw unreadable(file, "is not UTF-8", e);
        } catch (IOException | RefusedFileException e) {
            throw unreadable(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static void values(Reader in, Rows rows) throws IOException {
        Csv csv = new Csv(in);
        int path = 0;
        int label = 1;
        int split = 2;
        boolean first = true;
        for (List<String> row = csv.read(); row != null; row = csv.read()) {
            List<String> names = row.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
            if (first && names.stream().anyMatch(PATHS::contains)) {
                path = column(names, PATH);
                label = column(names, LABEL);
                split = column(names, SPLIT);
            } else {
                rows.row(csv.line(), field(row, path), field(row, label), field(row, split));
            }
            first = false;
        }
    }

    private static int column(List<String> names, List<String> wanted) {
        return wanted.stream().mapToInt(names::indexOf).filter(index -> index >= 0).findFirst().orElse(-1);
    }

    private static String field(List<String> row, int column) {
        return column < 0 || column >= row.size() ? null : row.get(column).strip();
    }

    private static void lines(Reader in, Rows rows) throws IOException {
        StringBuilder line = new StringBuilder();
        long number = 1;
        for (int each = in.read(); each >= 0 || line.length() > 0; each = in.read()) {
            if (each >= 0 && each != '\n') {
                if (line.length() == LINE) {
                    throw new IOException("line %d has more than %d characters".formatted(number, LINE));
                }
                line.append((char) each);
                continue;
            }
            if (!line.toString().isBlank()) {
                JsonNode object = json(line.toString(), number);
                rows.row(number, text(object, PATH), text(object, LABEL), text(object, SPLIT));
            }
            line.setLength(0);
            number++;
        }
    }

    private static JsonNode json(String line, long number) throws IOException {
        try {
            JsonNode object = Json.MAPPER.readTree(line);
            if (!object.isObject()) {
                throw new IOException("line %d is no JSON object".formatted(number));
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IOException("line %d is no JSON: %s".formatted(number, e.getOriginalMessage()), e);
        }
    }

    private static String text(JsonNode object, List<String> names) {
        Function<String, JsonNode> value = object::path;
        return names.stream().map(value).filter(node -> node.isTextual() || node.isIntegralNumber())
                .map(node -> node.asText().strip()).findFirst().orElse(null);
    }

    private static ProblemException unreadable(SourceFile file, String what, Exception cause) {
        return new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "'%s' %s".formatted(file.shown(), what), cause);
    }

    /** Stops at a number of rows that no upload has pictures for. */
    private static final class Counted implements Rows {
        private final SourceFile file;
        private final Rows rows;
        private int count;

        Counted(SourceFile file, Rows rows) {
            this.file = file;
            this.rows = rows;
        }

        @Override
        public void row(long line, String path, String label, String split) {
            if (++count > Limits.ARCHIVE_ENTRIES) {
                throw new ProblemException(ProblemType.TOO_LARGE, "'%s' has more than %d rows: send it in parts"
                        .formatted(file.shown(), Limits.ARCHIVE_ENTRIES));
            }
            rows.row(line, path, label, split);
        }
    }
}
