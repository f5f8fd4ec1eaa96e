package dev.limner.images;

/**
 * Filters the rows of a picture before compression (ISO/IEC 15948:2003, section 9). For each row the type with the
 * smallest sum of absolute differences is taken, as section 12.8 advises.
 */
final class PngFilter {
    private static final int TYPES = 5;

    private PngFilter() {}

    /** The picture's rows with interleaved channels, each after the byte of its filter type. */
    static byte[] filtered(Picture picture) {
        int step = picture.channels();
        int row = picture.width() * step;
        byte[] out = new byte[Math.multiplyExact(picture.height(), row + 1)];
        byte[] above = new byte[row];
        byte[] current = new byte[row];
        byte[][] tried = new byte[TYPES][row];
        for (int y = 0; y < picture.height(); y++) {
            interleave(picture, y, current);
            int best = 0;
            long least = Long.MAX_VALUE;
            for (int type = 0; type < TYPES; type++) {
                long sum = filter(type, current, above, step, tried[type]);
                if (sum < least) {
                    least = sum;
                    best = type;
                }
            }
            int start = y * (row + 1);
            out[start] = (byte) best;
            System.arraycopy(tried[best], 0, out, start + 1, row);
            byte[] spare = above;
            above = current;
            current = spare;
        }
        return out;
    }

    private static void interleave(Picture picture, int y, byte[] row) {
        int channels = picture.channels();
        int width = picture.width();
        for (int c = 0; c < channels; c++) {
            int start = (c * picture.height() + y) * width;
            for (int x = 0; x < width; x++) {
                row[x * channels + c] = picture.pixels()[start + x];
            }
        }
    }

    private static long filter(int type, byte[] row, byte[] above, int step, byte[] out) {
        long sum = 0;
        for (int i = 0; i < row.length; i++) {
            int left = i < step ? 0 : row[i - step] & 0xff;
            int up = above[i] & 0xff;
            int corner = i < step ? 0 : above[i - step] & 0xff;
            int predicted = switch (type) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) >> 1;
                default -> paeth(left, up, corner);
            };
            out[i] = (byte) (row[i] - predicted);
            sum += Math.abs(out[i]);
        }
        return sum;
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int byLeft = Math.abs(estimate - left);
        int byUp = Math.abs(estimate - up);
        int byCorner = Math.abs(estimate - corner);
        if (byLeft <= byUp && byLeft <= byCorner) {
            return left;
        }
        return byUp <= byCorner ? up : corner;
    }
}
