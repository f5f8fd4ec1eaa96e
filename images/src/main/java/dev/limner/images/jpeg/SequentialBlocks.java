package dev.limner.images.jpeg;

/** Blocks of a sequential JPEG (ITU-T T.81, section F.2), transformed as they come. */
final class SequentialBlocks implements Scan.BlockDecoder {
    private final EntropyReader in;
    private final InverseTransform transform = new InverseTransform();
    private final int[] block = new int[64];

    SequentialBlocks(EntropyReader in) {
        this.in = in;
    }

    @Override
    public void reset() {
        // Nothing but the predictions, which the components hold, goes from block to block.
    }

    @Override
    public void block(Component component, int column, int row) {
        int[] steps = component.steps;
        component.predicted += in.extended(in.symbol(component.dc) & 15);
        int dc = component.predicted * steps[0];
        boolean flat = true;
        for (int k = 1; k < 64; k++) {
            int symbol = in.symbol(component.ac);
            int size = symbol & 15;
            if (size == 0) {
                if (symbol != 0xf0) {
                    break;
                }
                k += 15;
                continue;
            }
            k += symbol >> 4;
            int value = in.extended(size);
            block[Zigzag.NATURAL[k]] = k < 64 ? value * steps[k] : 0;
            flat = false;
        }
        int at = (row * component.stride() + column) * 8;
        if (flat) {
            InverseTransform.flat(dc, component.samples, at, component.stride());
        } else {
            block[0] = dc;
            transform.apply(block, component.samples, at, component.stride());
        }
    }
}
