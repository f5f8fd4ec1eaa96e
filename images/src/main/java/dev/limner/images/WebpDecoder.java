package dev.limner.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.limner.images.Samples.Space;
import dev.limner.images.webp.Vp8Decoder;

/**
 * Decodes a WebP (RFC 9649): its first picture, on its canvas where it is an animation. Containers,
 * profiles and alpha planes are taken apart here; of the plugin, single lossless streams are asked whose size was checked.
 */
final class WebpDecoder {
    private static final int CHUNK_HEADER = 8;
    private static final int RIFF_HEADER = 12;
    private static final int MOST_CHUNKS = 4096;
    private static final byte LOSSLESS_SIGNATURE = 0x2f;

    /** One chunk, its content read-only and little-endian. */
    private record Chunk(String type, ByteBuffer data) {}

    /** A stream of pixels and, where it lies beside it, its alpha. */
    private record Frame(Chunk pixels, ByteBuffer alpha) {}

    private final int encoded;
    private final List<Chunk> chunks;

    private WebpDecoder(byte[] webp) {
        this.encoded = webp.length;
        ByteBuffer file = ByteBuffer.wrap(webp).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long end = Math.min(webp.length, (file.getInt(4) & 0xffffffffL) + CHUNK_HEADER);
        if (end < RIFF_HEADER + CHUNK_HEADER) {
            throw RefusedPictureException.unreadable("is cut off");
        }
        this.chunks = chunks(file.slice(RIFF_HEADER, (int) end - RIFF_HEADER));
    }

    static Decoded decode(byte[] webp) {
        return new WebpDecoder(webp).decode();
    }

    private Decoded decode() {
        int orientation = find(chunks, "EXIF").map(WebpDecoder::orientation).orElse(Orientation.UPRIGHT);
        Samples samples = find(chunks, "ANMF").isPresent() ? firstOfAnimation() : frame(frameOf(chunks));
        return new Decoded(samples.with(find(chunks, "ICCP").map(Chunk::data)), orientation);
    }

    private static int orientation(Chunk exif) {
        ByteBuffer data = exif.data();
        boolean named = data.remaining() > 6 && data.get(0) == 'E' && data.get(4) == 0;
        return Orientation.of(named ? data.slice(6, data.remaining() - 6) : data);
    }

    /** The first frame where it lies on the canvas, which is transparent around it. */
    private Samples firstOfAnimation() {
        ByteBuffer canvas = find(chunks, "VP8X").map(Chunk::data).filter(data -> data.remaining() >= 10)
                .orElseThrow(() -> RefusedPictureException.unreadable("is an animation without a canvas"));
        int width = 1 + triple(canvas, 4);
        int height = 1 + triple(canvas, 7);
        PictureLimits.check(width, height, 1, encoded);
        ByteBuffer animated = find(chunks, "ANMF").map(Chunk::data).filter(data -> data.remaining() >= 16)
                .orElseThrow(() -> RefusedPictureException.unreadable("is cut off in its first frame"));
        Samples frame = frame(frameOf(chunks(animated.slice(16, animated.remaining() - 16))));
        return onCanvas(frame, 2 * triple(animated, 0), 2 * triple(animated, 3), width, height);
    }

    static Samples onCanvas(Samples frame, int left, int top, int width, int height) {
        if (frame.width() == width && frame.height() == height) {
            return frame;
        }
        if (left < 0 || top < 0 || left > width - frame.width() || top > height - frame.height()) {
            throw RefusedPictureException.unreadable("has a frame outside its canvas");
        }
        byte[] planes = new byte[Math.multiplyExact(4, Math.multiplyExact(width, height))];
        for (int c = 0; c < 4; c++) {
            for (int y = 0; y < frame.height(); y++) {
                int from = (c * frame.height() + y) * frame.width();
                int to = (c * height + top + y) * width + left;
                if (from < frame.planes().length) {
                    System.arraycopy(frame.planes(), from, planes, to, frame.width());
                } else {
                    Arrays.fill(planes, to, to + frame.width(), (byte) 255);
                }
            }
        }
        return new Samples(Space.RGB, height, width, planes);
    }

    private static Frame frameOf(List<Chunk> chunks) {
        Chunk pixels = find(chunks, "VP8 ").or(() -> find(chunks, "VP8L"))
                .orElseThrow(() -> RefusedPictureException.unreadable("has no pixels"));
        ByteBuffer alpha = pixels.type().equals("VP8 ") ? find(chunks, "ALPH").map(Chunk::data).orElse(null) : null;
        return new Frame(pixels, alpha);
    }

    private Samples frame(Frame frame) {
        ByteBuffer data = frame.pixels().data();
        boolean lossless = frame.pixels().type().equals("VP8L");
        if (data.remaining() < 10) {
            throw RefusedPictureException.unreadable("is cut off");
        }
        int size = lossless ? data.getInt(1) : data.getInt(6);
        int width = lossless ? (size & 0x3fff) + 1 : size & 0x3fff;
        int height = lossless ? (size >> 14 & 0x3fff) + 1 : size >> 16 & 0x3fff;
        PictureLimits.check(width, height, 4, encoded);
        Samples pixels = lossless ? plain(frame.pixels().type(), data) : lossy(data, width, height);
        if (pixels.width() != width || pixels.height() != height) {
            throw RefusedPictureException.unreadable("decodes to something else than its header says");
        }
        return frame.alpha() == null ? pixels : withAlpha(pixels, frame.alpha());
    }

    private static Samples withAlpha(Samples pixels, ByteBuffer chunk) {
        int plane = pixels.plane();
        byte[] planes = Arrays.copyOf(pixels.planes(), 4 * plane);
        int flags = chunk.remaining() > 0 ? chunk.get(0) : 0;
        ByteBuffer data = chunk.slice(Math.min(1, chunk.remaining()), Math.max(0, chunk.remaining() - 1));
        if ((flags & 3) == 0) {
            if (data.remaining() < plane) {
                throw RefusedPictureException.unreadable("is cut off in its alpha");
            }
            data.get(0, planes, 3 * plane, plane);
        } else {
            ByteBuffer stream = ByteBuffer.allocate(5 + data.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            stream.put(LOSSLESS_SIGNATURE).putInt(pixels.width() - 1 | pixels.height() - 1 << 14).put(data).flip();
            Samples alpha = plain("VP8L", stream);
            System.arraycopy(alpha.planes(), plane, planes, 3 * plane, plane); // it is in the green
        }
        unfilter(planes, 3 * plane, pixels.width(), pixels.height(), flags >> 2 & 3);
        return new Samples(Space.RGB, pixels.height(), pixels.width(), planes);
    }

    /** RFC 9649, section 2.7.1.2: 1 from the left, 2 from above, 3 from the gradient; the edges from what there is. */
    private static void unfilter(byte[] planes, int start, int width, int height, int method) {
        if (method == 0) {
            return;
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = start + y * width + x;
                int left = x > 0 ? planes[at - 1] & 0xff : 0;
                int above = y > 0 ? planes[at - width] & 0xff : 0;
                int predicted;
                if (x == 0 || y == 0) {
                    predicted = y == 0 ? left : above;
                } else {
                    predicted = switch (method) {
                        case 1 -> left;
                        case 2 -> above;
                        default -> Math.max(0, Math.min(255, left + above - (planes[at - width - 1] & 0xff)));
                    };
                }
                planes[at] += (byte) predicted;
            }
        }
    }

    private static Samples lossy(ByteBuffer data, int width, int height) {
        byte[] stream = new byte[data.remaining()];
        data.duplicate().get(stream);
        return Vp8Decoder.decode(stream, width, height);
    }

    /** Decodes a lossless bit stream, wrapped into a file that has nothing else. */
    private static Samples plain(String type, ByteBuffer data) {
        int padded = data.remaining() + (data.remaining() & 1);
        ByteBuffer file = ByteBuffer.allocate(RIFF_HEADER + CHUNK_HEADER + padded).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(ISO_8859_1)).putInt(file.capacity() - 8).put("WEBP".getBytes(ISO_8859_1));
        file.put(type.getBytes(ISO_8859_1)).putInt(data.remaining()).put(data.duplicate());
        return Rasters.samples(PluginReader.WEBP.read(file.array()));
    }

    private static List<Chunk> chunks(ByteBuffer data) {
        List<Chunk> chunks = new ArrayList<>();
        long position = 0;
        while (position + CHUNK_HEADER <= data.limit() && chunks.size() < MOST_CHUNKS) {
            int at = (int) position;
            byte[] type = new byte[4];
            data.get(at, type);
            long length = data.order(ByteOrder.LITTLE_ENDIAN).getInt(at + 4) & 0xffffffffL;
            if (length > data.limit() - at - CHUNK_HEADER) {
                throw RefusedPictureException.unreadable("is cut off: a chunk says it has %d bytes".formatted(length));
            }
            chunks.add(new Chunk(new String(type, ISO_8859_1),
                    data.slice(at + CHUNK_HEADER, (int) length).order(ByteOrder.LITTLE_ENDIAN)));
            position += CHUNK_HEADER + length + (length & 1);
        }
        return chunks;
    }

    private static Optional<Chunk> find(List<Chunk> chunks, String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
    }

    private static int triple(ByteBuffer data, int at) {
        return data.get(at) & 0xff | (data.get(at + 1) & 0xff) << 8 | (data.get(at + 2) & 0xff) << 16;
    }
}
