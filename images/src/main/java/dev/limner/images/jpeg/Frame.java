package dev.limner.images.jpeg;

import java.util.List;

import dev.limner.images.PictureLimits;
import dev.limner.images.RefusedPictureException;

/**
 * A JPEG's frame (ITU-T T.81, section B.2.2): its size, and its components with room for their samples.
 *
 * @param progressive whether coefficients come in several passes
 * @param mostAcross  the largest sampling of its components
 * @param mostDown    the largest sampling of its components
 * @param unitsAcross units of 8·mostAcross samples
 * @param unitsDown   units of 8·mostDown samples
 */
record Frame(boolean progressive, int width, int height, List<Component> components, int mostAcross, int mostDown,
        int unitsAcross, int unitsDown) {
    private static final int HEADER = 6;

    /**
     * Reads the segment's content.
     *
     * @throws RefusedPictureException (unreadable picture, too large) where it is not to be decoded
     */
    static Frame read(byte[] jpeg, int at, int end, boolean progressive) {
        if (end - at < HEADER || jpeg[at] != 8) {
            throw RefusedPictureException.unreadable("is a JPEG of other than 8 bits a sample, which is not read");
        }
        int height = word(jpeg, at + 1);
        int width = word(jpeg, at + 3);
        int count = jpeg[at + 5];
        if (count != 1 && count != 3 && count != 4 || end - at < HEADER + 3 * count) {
            throw RefusedPictureException.unreadable("is a JPEG of %d colours, which is not read".formatted(count));
        }
        PictureLimits.check(width, height, count, jpeg.length);
        int mostAcross = 1;
        int mostDown = 1;
        for (int i = 0; i < count; i++) {
            int sampling = jpeg[at + HEADER + 1 + 3 * i];
            if (sampling >> 4 < 1 || sampling >> 4 > 4 || (sampling & 15) < 1 || (sampling & 15) > 4) {
                throw RefusedPictureException.unreadable("is damaged: a colour's sampling is wrong");
            }
            mostAcross = Math.max(mostAcross, sampling >> 4);
            mostDown = Math.max(mostDown, sampling & 15);
        }
        int[] units = {up(width, 8 * mostAcross), up(height, 8 * mostDown)};
        Component[] components = new Component[count];
        for (int i = 0; i < count; i++) {
            int own = at + HEADER + 3 * i;
            int across = jpeg[own + 1] >> 4;
            int down = jpeg[own + 1] & 15;
            components[i] = new Component(jpeg[own] & 0xff, across, down, jpeg[own + 2] & 3,
                    new int[]{up(width * across, mostAcross), up(height * down, mostDown)}, units);
        }
        return new Frame(progressive, width, height, List.of(components), mostAcross, mostDown, units[0], units[1]);
    }

    /** Makes room for samples, once a scan shows that there are any. */
    void begin() {
        for (Component component : components) {
            if (component.samples == null) {
                int blocks = Math.multiplyExact(component.blocksAcross, component.blocksDown);
                component.samples = new byte[Math.multiplyExact(64, blocks)];
                component.coefficients = progressive ? new short[64 * blocks] : null;
            }
        }
    }

    private static int up(int size, int unit) {
        return (size + unit - 1) / unit;
    }

    static int word(byte[] jpeg, int at) {
        return (jpeg[at] & 0xff) << 8 | jpeg[at + 1] & 0xff;
    }
}
