package dev.limner.images.jpeg;

/** One pass over the blocks of a progressive JPEG (ITU-T T.81, section G.2): a band of coefficients, or a further bit. */
final class ProgressiveBlocks implements Scan.BlockDecoder {
    private final EntropyReader in;
    private final Scan scan;
    /** Blocks to come that have nothing new in this band. */
    private int emptyBlocks;

    ProgressiveBlocks(EntropyReader in, Scan scan) {
        this.in = in;
        this.scan = scan;
    }

    @Override
    public void reset() {
        emptyBlocks = 0;
    }

    @Override
    public void block(Component component, int column, int row) {
        short[] all = component.coefficients;
        int at = (row * component.blocksAcross + column) * 64;
        if (scan.from() == 0) {
            if (scan.high() == 0) {
                component.predicted += in.extended(in.symbol(component.dc) & 15);
                all[at] = (short) (component.predicted << scan.low());
            } else {
                all[at] |= (short) (in.bits(1) << scan.low());
            }
        } else if (scan.high() == 0) {
            first(component, all, at);
        } else {
            refine(component, all, at);
        }
    }

    /** Section G.1.2.2. */
    private void first(Component component, short[] all, int at) {
        if (emptyBlocks > 0) {
            emptyBlocks--;
            return;
        }
        for (int k = scan.from(); k <= scan.to(); k++) {
            int symbol = in.symbol(component.ac);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0) {
                if (run < 15) {
                    emptyBlocks = (1 << run) - 1 + in.bits(run);
                    return;
                }
                k += 15;
                continue;
            }
            k += run;
            int value = in.extended(size) << scan.low();
            if (k <= scan.to()) {
                all[at + Zigzag.NATURAL[k]] = (short) value;
            }
        }
    }

    /** Section G.1.2.3: a bit more of what is there, and coefficients that begin with this bit. */
    private void refine(Component component, short[] all, int at) {
        int bit = 1 << scan.low();
        int k = scan.from();
        if (emptyBlocks == 0) {
            while (k <= scan.to()) {
                int symbol = in.symbol(component.ac);
                int run = symbol >> 4;
                int value = 0;
                if ((symbol & 15) != 0) {
                    value = in.bits(1) == 1 ? bit : -bit;
                } else if (run < 15) {
                    emptyBlocks = (1 << run) + in.bits(run);
                    break;
                }
                k = skip(all, at, k, run, bit);
                if (value != 0 && k <= scan.to()) {
                    all[at + Zigzag.NATURAL[k]] = (short) value;
                }
                k++;
            }
        }
        if (emptyBlocks > 0) {
            skip(all, at, k, Integer.MAX_VALUE, bit);
            emptyBlocks--;
        }
    }

    /** Goes over so many zeros, adding a bit to what lies between; returns the place of the zero after them. */
    private int skip(short[] all, int at, int first, int zeros, int bit) {
        int left = zeros;
        int k = first;
        for (; k <= scan.to(); k++) {
            int place = at + Zigzag.NATURAL[k];
            int value = all[place];
            if (value == 0) {
                if (left-- == 0) {
                    break;
                }
            } else if (in.bits(1) == 1 && (Math.abs(value) & bit) == 0) {
                all[place] = (short) (value > 0 ? value + bit : value - bit);
            }
        }
        return k;
    }

    /** Makes samples of a component's coefficients, once all passes are done. */
    static void transform(Component component) {
        InverseTransform transform = new InverseTransform();
        int[] block = new int[64];
        for (int row = 0; row < component.blocksDown; row++) {
            for (int column = 0; column < component.blocksAcross; column++) {
                int from = (row * component.blocksAcross + column) * 64;
                for (int k = 0; k < 64; k++) {
                    int place = Zigzag.NATURAL[k];
                    block[place] = component.coefficients[from + place] * component.steps[k];
                }
                transform.apply(block, component.samples, (row * component.stride() + column) * 8,
                        component.stride());
            }
        }
    }
}
