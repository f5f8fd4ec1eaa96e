package dev.limner.datasets.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.Fit;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.datasets.sources.SourcePicture;
import dev.limner.datasets.sources.SourceSink;
import dev.limner.images.Picture;

/**
 * Looks at some of an upload's pictures, chosen by their names so that their order does not matter, and says what side and
 * colour suit them.
 *
 * <p>Side: the one they all have, where it is one and a multiple of four up to 64; else the largest of 64, 48, 32 and 16
 * that nine in ten pictures reach, on the shorter side, or on the longer one where they are padded. More than 64 is for those
 * who ask for it: such models learn for days without a GPU.
 *
 * <p>Colour: with alpha, where something of every other picture is transparent; grey, where no picture has a colour; else
 * RGB.
 */
final class Survey implements SourceSink {
    private static final String STAGE = "looking";
    private static final int LOOKED_AT = 256;
    private static final int LARGEST = 64;
    private static final List<Integer> SIDES = List.of(LARGEST, 48, 32, 16);
    private static final int EVEN = 4;
    /** One in so many may be smaller than the side. */
    private static final int TENTH = 10;
    /** Mean distance of a grey picture's channels: what packing by JPEG leaves. */
    private static final int GREY_DISTANCE = 3;
    /** One pixel in so many is transparent in a picture that uses alpha. */
    private static final int TRANSPARENT_SHARE = 100;
    private static final int OPAQUE = 250;

    private final Fit fit;
    private final Pulse pulse;
    private final long expected;
    private final long stride;
    private final List<int[]> sizes = new ArrayList<>();
    private long seen;
    private int grey;
    private int transparent;

    /**
     * What suits the pictures.
     *
     * @param side   in pixels; null where none of them could be read
     * @param reason a sentence for the report
     */
    record Advised(Integer side, Colour colour, String reason) {}

    /**
     * @param expected how many pictures there seem to be
     */
    Survey(Fit fit, long expected, Pulse pulse) {
        this.fit = fit;
        this.pulse = pulse;
        this.expected = expected;
        this.stride = Math.max(1, expected / LOOKED_AT);
    }

    @Override
    public void picture(SourcePicture picture) {
        pulse.beat(STAGE, ++seen, Math.max(expected, seen), 0, 0);
        if (Math.floorMod(picture.file().hashCode(), stride) != 0) {
            return;
        }
        try {
            look(picture.content().decode());
        } catch (ProblemException e) {
            // It has no say. The import comes across it again, and lists it with this reason.
            return;
        }
    }

    @Override
    public void className(String name) {
        // Classes say nothing of sizes and colours.
    }

    @Override
    public void refused(String file, String reason) {
        pulse.beat();
    }

    @Override
    public void ignored(String file) {
        pulse.beat();
    }

    Advised advised() {
        Integer side = sizes.isEmpty() ? null : side();
        Colour colour = 2 * transparent >= Math.max(1, sizes.size())
                ? Colour.RGBA
                : grey == sizes.size() ? Colour.GREY : Colour.RGB;
        return new Advised(side, colour,
                ("Of %d pictures looked at, %d are at least %d pixels on their %s side, %d are "
                        + "grey and %d are partly transparent: %d pixels and %s are recommended.")
                        .formatted(sizes.size(),
                                sides().filter(each -> side != null && each >= side).count(), side, reaching(), grey,
                                transparent, side, colour.name().toLowerCase(Locale.ROOT)));
    }

    private int side() {
        int[] first = sizes.get(0);
        boolean alike = sizes.stream().allMatch(size -> Arrays.equals(size, first));
        if (alike && first[0] == first[1] && first[0] <= LARGEST && first[0] >= SIDES.get(SIDES.size() - 1)
                && first[0] % EVEN == 0) {
            return first[0];
        }
        return SIDES.stream().filter(side -> TENTH * sides().filter(each -> each < side).count() <= sizes.size())
                .findFirst().orElse(SIDES.get(SIDES.size() - 1));
    }

    private IntStream sides() {
        return sizes.stream()
                .mapToInt(size -> fit == Fit.PAD ? Math.max(size[0], size[1]) : Math.min(size[0], size[1]));
    }

    private String reaching() {
        return fit == Fit.PAD ? "longer" : "shorter";
    }

    private void look(Picture picture) {
        sizes.add(new int[]{picture.width(), picture.height()});
        int plane = picture.width() * picture.height();
        byte[] pixels = picture.pixels();
        if (picture.channels() == 4) {
            int through = 0;
            for (int i = 3 * plane; i < 4 * plane; i++) {
                through += (pixels[i] & 0xff) < OPAQUE ? 1 : 0;
            }
            transparent += (long) through * TRANSPARENT_SHARE >= plane ? 1 : 0;
        }
        grey += isGrey(picture.channels() == 4 ? picture.toRgb() : picture) ? 1 : 0;
    }

    private static boolean isGrey(Picture picture) {
        if (picture.channels() == 1) {
            return true;
        }
        int plane = picture.width() * picture.height();
        long distance = 0;
        for (int i = 0; i < plane; i++) {
            int red = picture.pixels()[i] & 0xff;
            int green = picture.pixels()[plane + i] & 0xff;
            int blue = picture.pixels()[2 * plane + i] & 0xff;
            distance += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
        }
        return distance <= (long) GREY_DISTANCE * plane;
    }
}
