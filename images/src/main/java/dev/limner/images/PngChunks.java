package dev.limner.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * The outer form of a PNG (ISO/IEC 15948:2003, section 5): a signature, then chunks of length, type, data and CRC from
 * IHDR to IEND. Bytes after IEND are ignored.
 */
final class PngChunks {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** Length, type and CRC. */
    private static final int FRAME = 12;
    /** Far more than any encoder makes of the largest picture; five million empty ones would fit into a file. */
    private static final int MOST_CHUNKS = 1 << 16;

    /**
     * One chunk, where it lies.
     *
     * @param type four letters
     * @param data its content, read-only
     */
    record Chunk(String type, ByteBuffer data) {
        /** A copy of the content. */
        byte[] bytes() {
            byte[] bytes = new byte[data.remaining()];
            data.duplicate().get(bytes);
            return bytes;
        }
    }

    private PngChunks() {}

    /** Whether these bytes begin as a PNG does. */
    static boolean begins(byte[] encoded) {
        return encoded.length >= SIGNATURE.length
                && Arrays.equals(encoded, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /**
     * All chunks in their order, each with its CRC verified.
     *
     * @throws ProblemException (unreadable picture) naming the picture and what is wrong
     */
    static List<Chunk> read(byte[] png, String name) {
        if (!begins(png)) {
            throw unreadable(name, "it does not begin as a PNG does");
        }
        List<Chunk> chunks = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(png).asReadOnlyBuffer();
        int position = SIGNATURE.length;
        while (png.length - position >= FRAME) {
            int length = buffer.getInt(position);
            if (length < 0 || length > png.length - position - FRAME) {
                throw unreadable(name, "it is cut off: a chunk at byte %d says it has %d bytes"
                        .formatted(position, length & 0xffffffffL));
            }
            String type = new String(png, position + 4, 4, ISO_8859_1);
            CRC32 crc = new CRC32();
            crc.update(png, position + 4, 4 + length);
            if ((int) crc.getValue() != buffer.getInt(position + 8 + length)) {
                throw unreadable(name, "its chunk at byte %d is damaged: the checksum differs".formatted(position));
            }
            chunks.add(new Chunk(type, buffer.slice(position + 8, length)));
            if (type.equals("IEND")) {
                return chunks;
            }
            if (chunks.size() == MOST_CHUNKS) {
                throw unreadable(name, "it has more than %d chunks".formatted(MOST_CHUNKS));
            }
            position += FRAME + length;
        }
        throw unreadable(name, "it is cut off: its end is missing");
    }

    /** A PNG of these chunks. */
    static byte[] write(List<Chunk> chunks) {
        int length = SIGNATURE.length + chunks.stream().mapToInt(chunk -> FRAME + chunk.data().remaining()).sum();
        ByteBuffer png = ByteBuffer.allocate(length).put(SIGNATURE);
        for (Chunk chunk : chunks) {
            int start = png.position() + 4;
            int size = chunk.data().remaining();
            png.putInt(size).put(chunk.type().getBytes(ISO_8859_1)).put(chunk.data().duplicate());
            CRC32 crc = new CRC32();
            crc.update(png.array(), start, 4 + size);
            png.putInt((int) crc.getValue());
        }
        return png.array();
    }

    static ProblemException unreadable(String name, String reason) {
        return new ProblemException(ProblemType.UNREADABLE_PICTURE, "'%s': %s".formatted(name, reason));
    }
}
