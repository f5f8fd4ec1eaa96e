package dev.limner.images.jpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An ICC profile in pieces (ISO 15076-1, annex B.4): each says its number and how many there are. */
final class Profile {
    private static final byte[] NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private final SortedMap<Integer, ByteBuffer> pieces = new TreeMap<>();
    private int count;

    void add(byte[] jpeg, int at, int end) {
        int content = at + NAME.length + 2;
        if (content <= end && Arrays.equals(jpeg, at, at + NAME.length, NAME, 0, NAME.length)) {
            pieces.put(jpeg[content - 2] & 0xff, ByteBuffer.wrap(jpeg, content, end - content));
            count = jpeg[content - 1] & 0xff;
        }
    }

    /** The whole; empty where there is none, or a piece is missing. */
    Optional<ByteBuffer> content() {
        if (pieces.isEmpty() || pieces.size() != count || pieces.firstKey() != 1 || pieces.lastKey() != count) {
            return Optional.empty();
        }
        ByteBuffer whole = ByteBuffer.allocate(pieces.values().stream().mapToInt(ByteBuffer::remaining).sum());
        pieces.values().forEach(piece -> whole.put(piece.duplicate()));
        return Optional.of(whole.flip());
    }
}
