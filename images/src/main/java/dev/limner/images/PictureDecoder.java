package dev.limner.images;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.jpeg.JpegDecoder;

/**
 * Decodes pictures that nobody vouches for. What a file is, its first bytes say, never its name; what is not on the list of
 * {@link PictureFormat} is refused, and size is checked from the header before anything is decoded.
 */
public final class PictureDecoder {
    private PictureDecoder() {}

    /** Whether the first bytes are those of a format that {@link #decode} knows. */
    public static boolean knows(byte[] encoded) {
        return PictureFormat.of(encoded).isPresent();
    }

    /**
     * Decodes a picture: grey as 1 channel, RGB, CMYK and palettes as 3, whatever has an alpha channel or a transparent
     * colour as 4. It is turned upright as Exif says and brought to sRGB as its profile says; 16 bits become 8 by
     * rounding; of an animation or several pages, the first picture is taken. Metadata is dropped.
     *
     * @param encoded the file's content
     * @param name    the file's name, for the reason of a refusal
     * @throws ProblemException (unreadable picture, too large) naming the file and the limit
     */
    public static Picture decode(byte[] encoded, String name) {
        if (encoded.length > Limits.PICTURE_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE, "'%s' has %d bytes; at most %d are read"
                    .formatted(name, encoded.length, Limits.PICTURE_BYTES));
        }
        PictureFormat format = PictureFormat.of(encoded).orElseThrow(
                () -> new ProblemException(ProblemType.UNREADABLE_PICTURE,
                        "'%s' is no picture that can be read: send PNG, JPEG, WebP, GIF, BMP or TIFF".formatted(name)));
        try {
            return switch (format) {
                case PNG -> PngDecoder.decode(encoded, name);
                case JPEG -> JpegDecoder.decode(encoded).picture();
                case GIF -> GifDecoder.decode(encoded).picture();
                case BMP -> BmpDecoder.decode(encoded).picture();
                case TIFF -> TiffDecoder.decode(encoded).picture();
                case WEBP -> WebpDecoder.decode(encoded).picture();
            };
        } catch (RefusedPictureException e) {
            throw e.naming(name);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException e) {
            // A decoder was led beyond the file, or beyond what can be counted, by what the file says of itself.
            throw new ProblemException(ProblemType.UNREADABLE_PICTURE, "'%s' is damaged or cut off".formatted(name), e);
        }
    }
}
