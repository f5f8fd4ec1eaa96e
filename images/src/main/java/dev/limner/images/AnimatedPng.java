package dev.limner.images;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.limner.images.PngChunks.Chunk;

/**
 * Animated PNGs (Portable Network Graphics specification, third edition, 2025, section 11.3.4): whole frames, each as long,
 * repeated without end. Whoever knows nothing of animations shows the first frame.
 */
public final class AnimatedPng {
    private static final int MOST_MILLIS = 65_535;

    private AnimatedPng() {}

    /**
     * An animation.
     *
     * @param frames of one size and colour mode, at least one
     * @param millis that each is shown, 1 to 65 535
     * @param text   by keyword, as {@link PngEncoder#encode(Picture, Map, String)}
     * @throws IllegalArgumentException where frames differ in form, or there are none
     */
    public static byte[] encode(List<Picture> frames, int millis, Map<String, String> text) {
        if (frames.isEmpty() || millis < 1 || millis > MOST_MILLIS) {
            throw new IllegalArgumentException("%d frames of %d ms".formatted(frames.size(), millis));
        }
        Picture first = frames.get(0);
        List<Chunk> chunks = new ArrayList<>();
        int sequence = 0;
        for (Picture frame : frames) {
            if (frame.channels() != first.channels() || frame.width() != first.width()
                    || frame.height() != first.height()) {
                throw new IllegalArgumentException("%s and %s cannot be frames of one animation".formatted(first,
                        frame));
            }
            List<Chunk> still = PngChunks.read(PngEncoder.encode(frame, frame == first ? text : Map.of(), null),
                    "frame");
            boolean opening = chunks.isEmpty();
            if (opening) {
                chunks.addAll(still.stream().filter(chunk -> !List.of("IDAT", "IEND").contains(chunk.type())).toList());
                chunks.add(1, new Chunk("acTL", ByteBuffer.allocate(8).putInt(frames.size()).putInt(0).flip()));
            }
            chunks.add(new Chunk("fcTL", control(sequence++, frame, millis)));
            for (Chunk chunk : still) {
                if (chunk.type().equals("IDAT")) {
                    chunks.add(opening ? chunk : new Chunk("fdAT", numbered(sequence++, chunk.data())));
                }
            }
        }
        chunks.add(new Chunk("IEND", ByteBuffer.allocate(0)));
        return PngChunks.write(chunks);
    }

    /** Its place, size, delay as a fraction of a second, and that it replaces what was there. */
    private static ByteBuffer control(int sequence, Picture frame, int millis) {
        return ByteBuffer.allocate(26).putInt(sequence).putInt(frame.width()).putInt(frame.height()).putInt(0).putInt(0)
                .putShort((short) millis).putShort((short) 1000).put((byte) 0).put((byte) 0).flip();
    }

    private static ByteBuffer numbered(int sequence, ByteBuffer data) {
        ByteBuffer from = data.duplicate();
        return ByteBuffer.allocate(4 + from.remaining()).putInt(sequence).put(from).flip();
    }
}
