package dev.limner.images.jpeg;

import java.util.List;

/**
 * One scan of a JPEG (ITU-T T.81, section B.2.3): the blocks of some components, interleaved unit by unit where there are
 * several.
 *
 * @param components of this scan
 * @param from       first coefficient in zigzag order, 0 for sequential
 * @param to         last coefficient, 63 for sequential
 * @param high       the bit before (progressive), 0 in the first pass
 * @param low        the bit that this pass ends with
 * @param unitsDown  units of the whole frame
 * @param interval   units between restart markers; 0 for none
 */
record Scan(List<Component> components, int from, int to, int high, int low, int unitsAcross, int unitsDown,
        int interval) {

    /** Decodes one block. */
    interface BlockDecoder {
        void block(Component component, int column, int row);

        /** Forgets what the blocks before have said. */
        void reset();
    }

    /** Walks through the blocks in the order of the file (section A.2). */
    void read(EntropyReader in, BlockDecoder decoder) {
        boolean single = components.size() == 1;
        Component only = components.get(0);
        int across = single ? (only.width + 7) / 8 : unitsAcross;
        int down = single ? (only.height + 7) / 8 : unitsDown;
        int left = interval;
        int restarts = 0;
        reset(decoder);
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (interval > 0 && left-- == 0) {
                    in.restart(restarts++ & 7);
                    reset(decoder);
                    left = interval - 1;
                }
                if (single) {
                    decoder.block(only, x, y);
                } else {
                    unit(decoder, x, y);
                }
            }
            in.check();
        }
        in.seekMarker();
    }

    private void unit(BlockDecoder decoder, int x, int y) {
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            for (int v = 0; v < component.down; v++) {
                for (int h = 0; h < component.across; h++) {
                    decoder.block(component, x * component.across + h, y * component.down + v);
                }
            }
        }
    }

    private void reset(BlockDecoder decoder) {
        components.forEach(component -> component.predicted = 0);
        decoder.reset();
    }
}
