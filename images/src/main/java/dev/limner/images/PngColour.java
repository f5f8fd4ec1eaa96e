package dev.limner.images;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.limner.images.PngChunks.Chunk;
import dev.limner.images.Samples.Space;

/**
 * What a PNG says of its colours (ISO/IEC 15948:2003, section 12.13): an ICC profile before the sRGB chunk before a gamma.
 * A profile that does not unpack, or to more than 1 MiB, is ignored.
 */
final class PngColour {
    private static final Logger LOG = LoggerFactory.getLogger(PngColour.class);
    private static final int LARGEST_PROFILE = 1 << 20;
    private static final int LONGEST_NAME = 79;
    /** What gAMA says for sRGB, times 100 000, and how near is near enough. */
    private static final int SRGB_GAMMA = 45_455;
    private static final int SAME_GAMMA = 1_000;

    private PngColour() {}

    /** The picture in sRGB. */
    static Picture toSrgb(Picture picture, List<Chunk> chunks) {
        Optional<ByteBuffer> profile = find(chunks, "iCCP").flatMap(PngColour::profile);
        if (profile.isPresent()) {
            Space space = picture.channels() == 1 ? Space.GREY : Space.RGB;
            return new Samples(space, picture.height(), picture.width(), picture.pixels(), profile).picture();
        }
        if (find(chunks, "sRGB").isPresent()) {
            return picture;
        }
        return find(chunks, "gAMA").filter(gamma -> gamma.remaining() == 4).map(gamma -> gamma.getInt(0))
                .filter(gamma -> gamma > 0 && Math.abs(gamma - SRGB_GAMMA) > SAME_GAMMA)
                .map(gamma -> withGamma(picture, gamma / 100_000.0)).orElse(picture);
    }

    /** The orientation that the eXIf chunk says. */
    static int orientation(List<Chunk> chunks) {
        return find(chunks, "eXIf").map(Orientation::of).orElse(Orientation.UPRIGHT);
    }

    private static Optional<ByteBuffer> find(List<Chunk> chunks, String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).map(Chunk::data).findFirst();
    }

    /** A name, a zero, the method (0), then the profile deflated. */
    private static Optional<ByteBuffer> profile(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.duplicate().get(bytes);
        int name = 0;
        while (name < bytes.length && name <= LONGEST_NAME && bytes[name] != 0) {
            name++;
        }
        if (name + 2 >= bytes.length || bytes[name] != 0 || bytes[name + 1] != 0) {
            return Optional.empty();
        }
        try (InputStream in = new InflaterInputStream(
                new ByteArrayInputStream(bytes, name + 2, bytes.length - name - 2))) {
            byte[] profile = in.readNBytes(LARGEST_PROFILE);
            return in.read() >= 0 ? Optional.empty() : Optional.of(ByteBuffer.wrap(profile));
        } catch (IOException e) {
            LOG.debug("a colour profile that does not unpack is ignored", e);
            return Optional.empty();
        }
    }

    /** Samples that are light to the power of gamma, as sRGB has them (IEC 61966-2-1). */
    private static Picture withGamma(Picture picture, double gamma) {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            double light = StrictMath.pow(i / 255.0, 1 / gamma);
            double value = light <= 0.0031308 ? 12.92 * light : 1.055 * StrictMath.pow(light, 1 / 2.4) - 0.055;
            table[i] = (byte) Math.round(255 * value);
        }
        byte[] pixels = picture.pixels().clone();
        int colours = picture.channels() == 1 ? 1 : 3;
        for (int i = 0; i < colours * picture.height() * picture.width(); i++) {
            pixels[i] = table[pixels[i] & 0xff];
        }
        return new Picture(picture.channels(), picture.height(), picture.width(), pixels);
    }
}
