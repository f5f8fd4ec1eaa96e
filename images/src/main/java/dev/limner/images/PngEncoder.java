package dev.limner.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

import dev.limner.images.PngChunks.Chunk;

/**
 * Writes PNGs (ISO/IEC 15948:2003): 8 bits a channel, not interlaced, text in the order of its keywords. The same
 * picture and text give the same bytes wherever the JDK's zlib is the same, and everywhere the same pixels.
 */
public final class PngEncoder {
    /** The keyword under which XMP lies in a PNG (XMP specification, part 3, section 1.1.5). */
    public static final String XMP_KEYWORD = "XML:com.adobe.xmp";
    private static final int LONGEST_KEYWORD = 79;
    private static final byte COLOUR_GREY = 0;
    private static final byte COLOUR_RGB = 2;
    private static final byte COLOUR_RGBA = 6;

    private PngEncoder() {}

    /** A PNG without any text. */
    public static byte[] encode(Picture picture) {
        return encode(picture, Map.of(), null);
    }

    /**
     * A PNG with text in it.
     *
     * @param text by keyword (1 to 79 printable Latin-1 characters); written as tEXt where Latin-1 has all characters,
     *             else as iTXt
     * @param xmp  an XMP packet, or null for none
     * @throws IllegalArgumentException naming a keyword that PNG does not allow
     */
    public static byte[] encode(Picture picture, Map<String, String> text, String xmp) {
        List<Chunk> chunks = new ArrayList<>();
        chunks.add(header(picture));
        new TreeMap<>(text).forEach((keyword, value) -> chunks.add(text(keyword, value)));
        if (xmp != null) {
            chunks.add(international(XMP_KEYWORD, xmp));
        }
        chunks.add(new Chunk("IDAT", deflated(PngFilter.filtered(picture))));
        chunks.add(new Chunk("IEND", ByteBuffer.allocate(0)));
        return PngChunks.write(chunks);
    }

    private static Chunk header(Picture picture) {
        byte colour = switch (picture.channels()) {
            case 1 -> COLOUR_GREY;
            case 3 -> COLOUR_RGB;
            default -> COLOUR_RGBA;
        };
        ByteBuffer header = ByteBuffer.allocate(13).putInt(picture.width()).putInt(picture.height());
        header.put((byte) 8).put(colour).put((byte) 0).put((byte) 0).put((byte) 0);
        return new Chunk("IHDR", header.flip());
    }

    private static Chunk text(String keyword, String value) {
        boolean plain = ISO_8859_1.newEncoder().canEncode(value) && value.indexOf('\0') < 0;
        return plain
                ? new Chunk("tEXt", ByteBuffer.wrap((keyword(keyword) + "\0" + value).getBytes(ISO_8859_1)))
                : international(keyword, value);
    }

    /** iTXt: keyword, then no compression, no language and no translated keyword, then UTF-8. */
    private static Chunk international(String keyword, String value) {
        byte[] head = (keyword(keyword) + "\0\0\0\0\0").getBytes(ISO_8859_1);
        byte[] body = value.getBytes(UTF_8);
        return new Chunk("iTXt", ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip());
    }

    private static String keyword(String keyword) {
        boolean printable = keyword.chars().allMatch(c -> c >= 32 && c <= 126 || c >= 161 && c <= 255);
        if (keyword.isBlank() || keyword.length() > LONGEST_KEYWORD || !printable || !keyword.equals(keyword.strip())) {
            throw new IllegalArgumentException("'%s' is no PNG keyword: 1 to %d printable Latin-1 characters"
                    .formatted(keyword, LONGEST_KEYWORD));
        }
        return keyword;
    }

    private static ByteBuffer deflated(byte[] raw) {
        Deflater deflater = new Deflater(6);
        try {
            deflater.setInput(raw);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(raw.length / 2 + 64);
            byte[] piece = new byte[Math.min(1 << 16, raw.length + 64)];
            while (!deflater.finished()) {
                packed.write(piece, 0, deflater.deflate(piece));
            }
            return ByteBuffer.wrap(packed.toByteArray());
        } finally {
            deflater.end();
        }
    }
}
