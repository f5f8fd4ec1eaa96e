package dev.limner.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A {@code multipart/form-data} body (RFC 7578) whose files are read while it is sent: its length is known before, and
 * memory holds one buffer of it, however large the files are.
 */
public final class MultipartBody {
    private static final String LINE = "\r\n";

    private final String boundary;
    private final List<Section> sections = new ArrayList<>();

    /** What follows what in the body; opened when its turn comes. */
    private record Section(long length, Supplier<InputStream> content) {
        static Section of(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            return new Section(bytes.length, () -> new ByteArrayInputStream(bytes));
        }
    }

    /** @param boundary what separates the parts; must not occur in any of them: take a random one */
    public MultipartBody(String boundary) {
        this.boundary = boundary;
    }

    /** Adds a field. */
    public MultipartBody text(String name, String value) {
        sections.add(Section.of(head(name, null, null) + value + LINE));
        return this;
    }

    /** Adds a file as it is on the disk when its turn comes. */
    public MultipartBody file(String name, String fileName, Path file) {
        try {
            return stream(name, fileName, Files.size(file), () -> open(file));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    /** Adds a file of bytes. */
    public MultipartBody file(String name, String fileName, byte[] content) {
        return stream(name, fileName, content.length, () -> new ByteArrayInputStream(content));
    }

    /**
     * Adds a file that is made while it is sent.
     *
     * @param length exactly as many bytes as the stream will have
     */
    public MultipartBody stream(String name, String fileName, long length, Supplier<InputStream> content) {
        sections.add(Section.of(head(name, fileName, "application/octet-stream")));
        sections.add(new Section(length, content));
        sections.add(Section.of(LINE));
        return this;
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Bytes of the whole body. */
    public long length() {
        return sections.stream().mapToLong(Section::length).sum() + end().length();
    }

    /**
     * What an HTTP client sends.
     *
     * @param sent is told the bytes read so far
     */
    public BodyPublisher publisher(LongConsumer sent) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Counting(open(), sent)), length());
    }

    /** The whole body, read section by section. */
    InputStream open() {
        List<Section> all = new ArrayList<>(sections);
        all.add(end());
        Iterator<Section> iterator = all.iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return iterator.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return iterator.next().content().get();
            }
        });
    }

    private Section end() {
        return Section.of("--" + boundary + "--" + LINE);
    }

    private String head(String name, String fileName, String type) {
        return "--" + boundary + LINE + "Content-Disposition: form-data; name=\"" + quoted(name) + "\""
                + (fileName == null ? "" : "; filename=\"" + quoted(fileName) + "\"") + LINE
                + (type == null ? "" : "Content-Type: " + type + LINE) + LINE;
    }

    /** As browsers do it (WHATWG HTML, section 4.10.21.8). */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    private static final class Counting extends FilterInputStream {
        private final LongConsumer sent;
        private long total;

        Counting(InputStream in, LongConsumer sent) {
            super(in);
            this.sent = sent;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            if (read > 0) {
                total += read;
                sent.accept(total);
            }
        }
    }
}
