package dev.limner.datasets.sources;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Rows of comma-separated values (RFC 4180), one at a time: fields in quotes may have commas, line ends and doubled quotes. */
final class Csv {
    private static final int FIELDS = 64;
    private static final int CHARACTERS = 4096;
    private final Reader in;
    private long line = 1;
    private long row;
    private int next = -2;

    /**
     * @param in buffered
     */
    Csv(Reader in) {
        this.in = in;
    }

    /** The line on which the last row began, 1 and up. */
    long line() {
        return row;
    }

    /**
     * The next row that is not empty; null at the end.
     *
     * @throws IOException where it has too many fields, one that is too long, or quotes that do not end
     */
    List<String> read() throws IOException {
        while (true) {
            row = line;
            if (peek() < 0) {
                return null;
            }
            List<String> fields = new ArrayList<>();
            do {
                if (fields.size() == FIELDS) {
                    throw new IOException("line %d has more than %d fields".formatted(row, FIELDS));
                }
                fields.add(field());
            } while (ends(','));
            if (!ends('\n') && peek() >= 0) {
                throw new IOException("line %d has text after quotes".formatted(row));
            }
            if (fields.size() > 1 || !fields.get(0).isBlank()) {
                return fields;
            }
        }
    }

    private String field() throws IOException {
        StringBuilder field = new StringBuilder();
        boolean quoted = ends('"');
        while (true) {
            int each = peek();
            if (quoted && each < 0) {
                throw new IOException("line %d has quotes that do not end".formatted(row));
            }
            if (quoted && each == '"') {
                take();
                if (!ends('"')) {
                    return field.toString();
                }
            } else if (!quoted && (each < 0 || each == ',' || each == '\n')) {
                return field.toString();
            } else {
                take();
            }
            if (field.length() == CHARACTERS) {
                throw new IOException("line %d has a field of more than %d characters".formatted(row, CHARACTERS));
            }
            field.append((char) each);
        }
    }

    /** Takes what comes next if it is this. */
    private boolean ends(char wanted) throws IOException {
        boolean is = peek() == wanted;
        if (is) {
            take();
        }
        return is;
    }

    /** What comes next, line ends of either kind as one. */
    private int peek() throws IOException {
        if (next == -2) {
            next = in.read();
            if (next == '\r') {
                next = in.read();
                if (next != '\n') {
                    throw new IOException("line %d has a carriage return that ends no line".formatted(line));
                }
            }
        }
        return next;
    }

    private void take() {
        line += next == '\n' ? 1 : 0;
        next = -2;
    }
}
