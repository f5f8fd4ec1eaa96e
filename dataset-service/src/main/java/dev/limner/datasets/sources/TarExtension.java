package dev.limner.datasets.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The records of an extended header (POSIX.1-2001 pax), {@code "27 path=flowers/rose/1.png\n"}: length, key, value. */
final class TarExtension {
    private final Map<String, String> records = new HashMap<>();

    /**
     * Reads them.
     *
     * @throws IOException where one is not as long as it says
     */
    TarExtension(byte[] content) throws IOException {
        int at = 0;
        while (at < content.length) {
            int space = at;
            int length = 0;
            for (; space < content.length && content[space] != ' '; space++) {
                if (content[space] < '0' || content[space] > '9' || length > content.length) {
                    throw new IOException("an extended header has a length that is none");
                }
                length = length * 10 + content[space] - '0';
            }
            int end = at + length;
            if (end > content.length || end <= space + 1) {
                throw new IOException("an extended header is not as long as it says");
            }
            String record = new String(content, space + 1, end - space - 1, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals < 0 || !record.endsWith("\n")) {
                throw new IOException("an extended header has a record without a value");
            }
            records.put(record.substring(0, equals), record.substring(equals + 1, record.length() - 1));
            at = end;
        }
    }

    String name(String otherwise) {
        return records.getOrDefault("path", otherwise);
    }

    /**
     * @throws IOException where it is no number
     */
    long size(long otherwise) throws IOException {
        String size = records.get("size");
        if (size == null) {
            return otherwise;
        }
        if (!size.matches("[0-9]{1,18}")) {
            throw new IOException("an extended header has a size that is none");
        }
        return Long.parseLong(size);
    }

    /** Whether the file has holes, whose places are told in a way of GNU tar's own. */
    boolean sparse() {
        return records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
    }
}
