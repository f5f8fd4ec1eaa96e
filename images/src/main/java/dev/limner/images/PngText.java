package dev.limner.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.PngChunks.Chunk;

/** Reads what is written in a PNG: its tEXt, zTXt and iTXt chunks (ISO/IEC 15948:2003, section 11.3.4). */
public final class PngText {
    /** Bytes of all text of one picture, unpacked: a small chunk can hold a thousand times its own size. */
    public static final int LARGEST = 4 << 20;
    private static final int MOST_CHUNKS = 1_000;
    private static final String SUBJECT = "the PNG";

    private final byte[] bytes;
    private int position;

    private PngText(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Text by keyword, in the file's order; of several under one keyword the last. XMP is found under
     * {@link PngEncoder#XMP_KEYWORD}.
     *
     * @throws ProblemException (unreadable picture) where the PNG or a text in it is damaged, (too large) where its text
     *                          has more than {@link #LARGEST} bytes or a thousand chunks
     */
    public static Map<String, String> read(byte[] png) {
        List<Chunk> chunks = PngChunks.read(png, SUBJECT).stream()
                .filter(chunk -> List.of("tEXt", "zTXt", "iTXt").contains(chunk.type())).toList();
        if (chunks.size() > MOST_CHUNKS) {
            throw tooLarge("it has %d texts; at most %d are read".formatted(chunks.size(), MOST_CHUNKS));
        }
        Map<String, String> text = new LinkedHashMap<>();
        int left = LARGEST;
        for (Chunk chunk : chunks) {
            PngText reader = new PngText(chunk.bytes());
            String keyword = reader.string(ISO_8859_1);
            byte[] value = reader.value(chunk.type(), left);
            left -= value.length;
            text.put(keyword, new String(value, chunk.type().equals("iTXt") ? UTF_8 : ISO_8859_1));
        }
        return text;
    }

    private byte[] value(String type, int left) {
        boolean packed = switch (type) {
            case "tEXt" -> false;
            case "zTXt" -> {
                method(next());
                yield true;
            }
            default -> {
                boolean flag = next() == 1;
                method(next());
                string(ISO_8859_1);
                string(UTF_8);
                yield flag;
            }
        };
        int length = bytes.length - position;
        if (packed) {
            return inflated(left);
        }
        if (length > left) {
            throw tooLarge("its text has more than %d bytes".formatted(LARGEST));
        }
        byte[] value = new byte[length];
        System.arraycopy(bytes, position, value, 0, length);
        return value;
    }

    private byte[] inflated(int left) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, position, bytes.length - position);
            byte[] value = new byte[Math.min(left + 1, 1024)];
            int filled = 0;
            while (!inflater.finished()) {
                int read = inflater.inflate(value, filled, value.length - filled);
                filled += read;
                if (filled > left) {
                    throw tooLarge("its text unpacks to more than %d bytes".formatted(LARGEST));
                }
                if (read == 0 && filled < value.length) {
                    throw PngChunks.unreadable(SUBJECT, "a packed text in it is cut off");
                }
                if (filled == value.length && !inflater.finished()) {
                    value = Arrays.copyOf(value, Math.min(left + 1, 2 * value.length));
                }
            }
            return Arrays.copyOf(value, filled);
        } catch (DataFormatException e) {
            throw new ProblemException(ProblemType.UNREADABLE_PICTURE,
                    "'%s': a packed text in it is damaged".formatted(SUBJECT), e);
        } finally {
            inflater.end();
        }
    }

    private String string(Charset charset) {
        int end = position;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        if (end == bytes.length) {
            throw PngChunks.unreadable(SUBJECT, "a text in it has no end to its keyword");
        }
        String text = new String(bytes, position, end - position, charset);
        position = end + 1;
        return text;
    }

    private int next() {
        if (position == bytes.length) {
            throw PngChunks.unreadable(SUBJECT, "a text in it is cut off");
        }
        return bytes[position++];
    }

    private static void method(int method) {
        if (method != 0) {
            throw PngChunks.unreadable(SUBJECT, "a text in it is packed by method %d; PNG knows 0".formatted(method));
        }
    }

    private static ProblemException tooLarge(String reason) {
        return new ProblemException(ProblemType.TOO_LARGE, "'%s': %s".formatted(SUBJECT, reason));
    }
}
