package dev.limner.images;

import java.util.List;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.PngChunks.Chunk;

/**
 * A PNG's IHDR (ISO/IEC 15948:2003, section 11.2.2), checked against the limits before anything is decoded.
 *
 * @param width  in pixels, 1 and up
 * @param height in pixels, 1 and up
 * @param bits   of one sample or palette index: 1, 2, 4, 8 or 16
 * @param colour 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 */
record PngHeader(int width, int height, int bits, int colour) {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGB_ALPHA = 6;
    private static final int LENGTH = 13;
    /** What deflate can make of one byte at most. */
    private static final long DEFLATE_EXPANSION = 1032;

    /**
     * Reads the header.
     *
     * @throws ProblemException (unreadable picture) where it makes no sense, (too large) where it asks for more pixels
     *                          than a picture may have, or than the file's data can ever hold
     */
    static PngHeader read(List<Chunk> chunks, String name) {
        Chunk first = chunks.get(0);
        if (!first.type().equals("IHDR") || first.data().remaining() != LENGTH) {
            throw PngChunks.unreadable(name, "it does not begin with a PNG header");
        }
        PngHeader header = new PngHeader(first.data().getInt(0), first.data().getInt(4), first.data().get(8),
                first.data().get(9));
        header.check(name);
        long packed = chunks.stream().filter(chunk -> chunk.type().equals("IDAT"))
                .mapToLong(chunk -> chunk.data().remaining()).sum();
        if (header.rawBytes() > DEFLATE_EXPANSION * packed) {
            throw PngChunks.unreadable(name, "its header promises %d×%d pixels, which its %d bytes of data cannot hold"
                    .formatted(header.width, header.height, packed));
        }
        return header;
    }

    private void check(String name) {
        if (width < 1 || height < 1) {
            throw PngChunks.unreadable(name, "its header says %d×%d pixels".formatted(width, height));
        }
        if ((long) width * height > Limits.PICTURE_PIXELS) {
            throw new ProblemException(ProblemType.TOO_LARGE, "'%s' has %d×%d pixels; at most %d are read"
                    .formatted(name, width, height, Limits.PICTURE_PIXELS));
        }
        boolean known = switch (colour) {
            case GREY -> List.of(1, 2, 4, 8, 16).contains(bits);
            case PALETTE -> List.of(1, 2, 4, 8).contains(bits);
            case RGB, GREY_ALPHA, RGB_ALPHA -> bits == 8 || bits == 16;
            default -> false;
        };
        if (!known) {
            throw PngChunks.unreadable(name, "PNG has no colour type %d of %d bits".formatted(colour, bits));
        }
    }

    /** Samples of one pixel as the file has them. */
    int samples() {
        return switch (colour) {
            case RGB -> 3;
            case GREY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }

    private long rawBytes() {
        return (long) width * height * samples() * bits / 8;
    }
}
