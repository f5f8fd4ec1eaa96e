package dev.limner.images.jpeg;

import java.util.List;

import dev.limner.images.Samples;
import dev.limner.images.Samples.Space;

/**
 * Makes colours of a frame's components: YCbCr to RGB (ITU-T T.871, section 7) in integers of 16 bits after the point,
 * YCCK to CMYK likewise. Ink is stored the other way round, as Adobe does it and everybody after it.
 */
final class Colours {
    private static final int POINT = 16;
    private static final int HALF = 1 << POINT - 1;
    private static final int[] RED_OF_CR = new int[256];
    private static final int[] BLUE_OF_CB = new int[256];
    private static final int[] GREEN_OF_CR = new int[256];
    private static final int[] GREEN_OF_CB = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int x = i - 128;
            RED_OF_CR[i] = 91881 * x + HALF >> POINT;
            BLUE_OF_CB[i] = 116130 * x + HALF >> POINT;
            GREEN_OF_CR[i] = -46802 * x;
            GREEN_OF_CB[i] = -22554 * x + HALF;
        }
    }

    private Colours() {}

    /**
     * The picture's samples.
     *
     * @param differences whether the first three components are YCbCr
     */
    static Samples of(Frame frame, boolean differences) {
        List<Component> components = frame.components();
        int count = components.size();
        int width = frame.width();
        int plane = width * frame.height();
        byte[] planes = new byte[Math.multiplyExact(count, plane)];
        Upsampler[] upsamplers = new Upsampler[count];
        byte[][] rows = new byte[count][(frame.unitsAcross() + 1) * 8 * frame.mostAcross()];
        for (int c = 0; c < count; c++) {
            upsamplers[c] = new Upsampler(components.get(c), frame.mostAcross(), frame.mostDown());
        }
        for (int y = 0; y < frame.height(); y++) {
            for (int c = 0; c < count; c++) {
                Component component = components.get(c);
                boolean direct = !differences || c == 3;
                if (upsamplers[c].plain()) {
                    System.arraycopy(component.samples, y * component.stride(), direct ? planes : rows[c],
                            direct ? c * plane + y * width : 0, width);
                } else {
                    upsamplers[c].row(y, rows[c]);
                    if (direct) {
                        System.arraycopy(rows[c], 0, planes, c * plane + y * width, width);
                    }
                }
            }
            if (differences) {
                convert(rows, planes, y * width, plane, width);
            }
        }
        if (count == 4) {
            // Of YCCK, all but black is the right way round once it is converted.
            for (int i = differences ? 3 * plane : 0; i < planes.length; i++) {
                planes[i] = (byte) ~planes[i];
            }
            return new Samples(Space.CMYK, frame.height(), width, planes);
        }
        return new Samples(count == 1 ? Space.GREY : Space.RGB, frame.height(), width, planes);
    }

    private static void convert(byte[][] rows, byte[] planes, int at, int plane, int width) {
        byte[] luma = rows[0];
        byte[] cbs = rows[1];
        byte[] crs = rows[2];
        for (int x = 0; x < width; x++) {
            int y = luma[x] & 0xff;
            int cb = cbs[x] & 0xff;
            int cr = crs[x] & 0xff;
            planes[at + x] = clamp(y + RED_OF_CR[cr]);
            planes[plane + at + x] = clamp(y + (GREEN_OF_CB[cb] + GREEN_OF_CR[cr] >> POINT));
            planes[2 * plane + at + x] = clamp(y + BLUE_OF_CB[cb]);
        }
    }

    private static byte clamp(int value) {
        return (byte) ((value & ~255) == 0 ? value : value < 0 ? 0 : 255);
    }
}
