package dev.limner.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.jpeg.JpegDecoder;

/**
 * What a picture's first bytes say of it, checked against the limits; nothing is decoded, so it costs next to nothing.
 * A picture whose header is in order may still be damaged further on.
 *
 * @param width  in pixels, as stored: a picture that Exif turns has its sides the other way round once decoded
 * @param height in pixels, as stored
 */
public record PictureHeader(PictureFormat format, int width, int height) {
    private static final int PNG_BYTES = 24;
    private static final int WEBP_BYTES = 30;

    /** Width times height. */
    public long pixels() {
        return (long) width * height;
    }

    /**
     * Reads a file's header.
     *
     * @param encoded the file's content
     * @param name    the file's name, for the reason of a refusal
     * @throws ProblemException (unreadable picture, too large) naming the file and the limit
     */
    public static PictureHeader read(byte[] encoded, String name) {
        if (encoded.length > Limits.PICTURE_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE, "'%s' has %d bytes; at most %d are read"
                    .formatted(name, encoded.length, Limits.PICTURE_BYTES));
        }
        PictureFormat format = PictureFormat.of(encoded).orElseThrow(
                () -> new ProblemException(ProblemType.UNREADABLE_PICTURE,
                        "'%s' is no picture that can be read: send PNG, JPEG, WebP, GIF, BMP or TIFF".formatted(name)));
        try {
            long[] size = size(format, encoded);
            PictureLimits.check(size[0], size[1], 1, encoded.length);
            return new PictureHeader(format, (int) size[0], (int) size[1]);
        } catch (RefusedPictureException e) {
            throw e.naming(name);
        } catch (IndexOutOfBoundsException e) {
            throw new ProblemException(ProblemType.UNREADABLE_PICTURE, "'%s' is cut off in its header".formatted(name),
                    e);
        }
    }

    /** Width and height. */
    private static long[] size(PictureFormat format, byte[] encoded) {
        return switch (format) {
            case PNG -> png(ByteBuffer.wrap(encoded));
            case JPEG -> JpegDecoder.size(encoded);
            case GIF -> GifDecoder.size(encoded);
            case BMP -> BmpDecoder.size(encoded);
            case TIFF -> TiffDecoder.size(encoded);
            case WEBP -> webp(ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN));
        };
    }

    private static long[] png(ByteBuffer png) {
        if (png.remaining() < PNG_BYTES || png.getInt(12) != 0x49484452) {
            throw RefusedPictureException.unreadable("does not begin with a PNG header");
        }
        return new long[]{png.getInt(16) & 0xffffffffL, png.getInt(20) & 0xffffffffL};
    }

    /** The canvas of the extended form, else the frame's own size. */
    private static long[] webp(ByteBuffer webp) {
        if (webp.remaining() < WEBP_BYTES) {
            throw RefusedPictureException.unreadable("is cut off");
        }
        byte[] chunk = new byte[4];
        webp.get(12, chunk);
        return switch (new String(chunk, StandardCharsets.ISO_8859_1)) {
            case "VP8X" -> new long[]{1 + (webp.getInt(24) & 0xffffff), 1 + (webp.getInt(26) >>> 8)};
            case "VP8L" -> new long[]{1 + (webp.getInt(21) & 0x3fff), 1 + (webp.getInt(21) >> 14 & 0x3fff)};
            case "VP8 " -> new long[]{webp.getInt(26) & 0x3fff, webp.getInt(26) >> 16 & 0x3fff};
            default -> throw RefusedPictureException.unreadable("has no pixels");
        };
    }
}
