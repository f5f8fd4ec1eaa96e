package dev.limner.images;

import java.awt.Point;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.limner.images.Samples.Space;

/**
 * Brings colours from a picture's ICC profile (ISO 15076-1) to sRGB. A profile that is broken, or of another kind of
 * colour than the picture's, is ignored: the picture is taken as sRGB, as it is where there is no profile at all. Most
 * profiles say sRGB; they are known once they were tried, and cost nothing then.
 */
final class ColourProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(ColourProfiles.class);
    private static final int LARGEST_PROFILE = 4 << 20;
    /** Pixels converted at once. */
    private static final int BLOCK = 1 << 16;
    /** How far two colours may lie apart and still be the same: what rounding in profiles does. */
    private static final int SAME = 2;
    private static final int STEPS = 9;
    private static final int MOST_KNOWN = 256;
    private static final Map<ByteBuffer, Boolean> PLAIN = new ConcurrentHashMap<>();

    private ColourProfiles() {}

    /** The samples in sRGB or its greys; empty where the profile is of no use. */
    static Optional<Samples> toSrgb(Samples samples, ByteBuffer profile) {
        if (profile.remaining() > LARGEST_PROFILE) {
            return Optional.empty();
        }
        try {
            if (samples.space() != Space.CMYK && isPlain(samples.space(), profile)) {
                return Optional.of(samples.with(Optional.empty()));
            }
            return Optional.of(converted(samples, conversion(samples.space(), profile)));
        } catch (IllegalArgumentException | CMMException | IndexOutOfBoundsException e) {
            LOG.debug("a colour profile of {} bytes is ignored", profile.remaining(), e);
            return Optional.empty();
        }
    }

    private static ColorConvertOp conversion(Space space, ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        ICC_Profile profile = ICC_Profile.getInstance(bytes);
        int type = switch (space) {
            case GREY -> ColorSpace.TYPE_GRAY;
            case RGB -> ColorSpace.TYPE_RGB;
            case CMYK -> ColorSpace.TYPE_CMYK;
        };
        boolean device = profile.getProfileClass() == ICC_Profile.CLASS_INPUT
                || profile.getProfileClass() == ICC_Profile.CLASS_DISPLAY
                || profile.getProfileClass() == ICC_Profile.CLASS_OUTPUT
                || profile.getProfileClass() == ICC_Profile.CLASS_COLORSPACECONVERSION;
        if (!device || profile.getColorSpaceType() != type) {
            throw new IllegalArgumentException("a profile of class %d for colours of type %d".formatted(
                    profile.getProfileClass(), profile.getColorSpaceType()));
        }
        return new ColorConvertOp(new ICC_Profile[]{profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }

    /** Whether the profile changes no colour: tried on a grid over all of them, and remembered. */
    private static boolean isPlain(Space space, ByteBuffer profile) {
        Boolean known = PLAIN.get(profile);
        if (known != null) {
            return known;
        }
        Samples grid = grid(space);
        byte[] after = converted(grid, conversion(space, profile)).planes();
        boolean plain = true;
        for (int i = 0; i < after.length; i++) {
            plain &= Math.abs((after[i] & 0xff) - (grid.planes()[i] & 0xff)) <= SAME;
        }
        if (PLAIN.size() >= MOST_KNOWN) {
            PLAIN.clear();
        }
        byte[] key = new byte[profile.remaining()];
        profile.duplicate().get(key);
        PLAIN.put(ByteBuffer.wrap(key), plain);
        return plain;
    }

    private static Samples grid(Space space) {
        int count = space == Space.GREY ? STEPS : STEPS * STEPS * STEPS;
        byte[] planes = new byte[space.colours() * count];
        for (int c = 0, step = 1; c < space.colours(); c++, step *= STEPS) {
            for (int i = 0; i < count; i++) {
                planes[c * count + i] = (byte) (i / step % STEPS * 255 / (STEPS - 1));
            }
        }
        return new Samples(space, 1, count, planes);
    }

    private static Samples converted(Samples samples, ColorConvertOp conversion) {
        int plane = samples.plane();
        int colours = samples.space().colours();
        int wanted = samples.space() == Space.GREY ? 1 : 3;
        int alpha = samples.planes().length - colours * plane;
        byte[] planes = new byte[wanted * plane + alpha];
        int block = Math.min(BLOCK, plane);
        WritableRaster from = Raster.createInterleavedRaster(0, block, 1, colours, new Point());
        WritableRaster to = Raster.createInterleavedRaster(0, block, 1, 3, new Point());
        byte[] in = ((DataBufferByte) from.getDataBuffer()).getData();
        byte[] out = ((DataBufferByte) to.getDataBuffer()).getData();
        for (int first = 0; first < plane; first += block) {
            int count = Math.min(block, plane - first);
            for (int c = 0; c < colours; c++) {
                for (int i = 0, at = c; i < count; i++, at += colours) {
                    in[at] = samples.planes()[c * plane + first + i];
                }
            }
            conversion.filter(from, to);
            for (int c = 0; c < wanted; c++) {
                for (int i = 0, at = c; i < count; i++, at += 3) {
                    planes[c * plane + first + i] = out[at];
                }
            }
        }
        System.arraycopy(samples.planes(), colours * plane, planes, wanted * plane, alpha);
        return new Samples(wanted == 1 ? Space.GREY : Space.RGB, samples.height(), samples.width(), planes);
    }
}
