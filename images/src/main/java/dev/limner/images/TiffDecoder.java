package dev.limner.images;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes a TIFF's first picture (TIFF 6.0, section 2). Its plugin sees a copy with one directory of checked entries, which
 * has nothing but what the pixels are made of and leads nowhere: directories in circles, thumbnails, metadata and counts
 * beyond the file never reach it.
 */
final class TiffDecoder {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int ICC_PROFILE = 34675;
    /** Layout, compression, palette, strips, tiles, alpha, tables of JPEG, YCbCr. */
    private static final Set<Integer> PIXEL_TAGS = Set.of(WIDTH, HEIGHT, BITS, COMPRESSION, 262, 266, 273, SAMPLES, 278,
            279, 284, 292, 293, 317, 320, 322, 323, 324, 325, 332, 338, 339, 347, 529, 530, 531, 532);
    /** None, CCITT in three forms, LZW, JPEG, deflate under two numbers, PackBits. */
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32946L, 32773L);
    /** Bytes of one value, by the number of its type. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    private static final int ENTRY = 12;

    private final byte[] tiff;
    private final ByteBuffer buffer;
    private final Map<Integer, Integer> entries = new HashMap<>();

    private TiffDecoder(byte[] tiff) {
        this.tiff = tiff;
        this.buffer = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** Width and height of the first page. */
    static long[] size(byte[] tiff) {
        TiffDecoder decoder = new TiffDecoder(tiff);
        decoder.readDirectory();
        decoder.checkHeader();
        return new long[]{decoder.number(WIDTH, 0), decoder.number(HEIGHT, 0)};
    }

    static Decoded decode(byte[] tiff) {
        return new TiffDecoder(tiff).decode();
    }

    private Decoded decode() {
        readDirectory();
        checkHeader();
        BufferedImage image = PluginReader.TIFF.read(plain());
        Samples samples = Rasters.samples(image);
        if (samples.width() != number(WIDTH, 0) || samples.height() != number(HEIGHT, 0)) {
            throw RefusedPictureException.unreadable("decodes to something else than its header says");
        }
        long orientation = number(ORIENTATION, Orientation.UPRIGHT);
        return new Decoded(samples.with(profile()), orientation >= 1 && orientation <= 8
                ? (int) orientation
                : Orientation.UPRIGHT);
    }

    private void readDirectory() {
        long directory = buffer.getInt(4) & 0xffffffffL;
        if (directory < 8 || directory > tiff.length - 2) {
            throw RefusedPictureException.unreadable("has its directory outside the file");
        }
        int count = buffer.getShort((int) directory) & 0xffff;
        if (directory + 2 + (long) count * ENTRY > tiff.length) {
            throw RefusedPictureException.unreadable("is cut off in its directory");
        }
        for (int i = 0; i < count; i++) {
            int entry = (int) directory + 2 + i * ENTRY;
            int tag = buffer.getShort(entry) & 0xffff;
            boolean wanted = PIXEL_TAGS.contains(tag) || tag == ORIENTATION || tag == ICC_PROFILE;
            if (wanted && entries.putIfAbsent(tag, entry) == null) {
                checkExtent(tag, entry);
            }
        }
    }

    private void checkExtent(int tag, int entry) {
        long bytes = bytes(entry);
        if (bytes == 0 || bytes > 4 && (buffer.getInt(entry + 8) & 0xffffffffL) + bytes > tiff.length) {
            throw RefusedPictureException.unreadable("has values of tag %d outside the file".formatted(tag));
        }
    }

    private void checkHeader() {
        long samples = number(SAMPLES, 1);
        long bits = number(BITS, 1);
        if (samples < 1 || samples > 8 || bits < 1 || bits > 16) {
            throw RefusedPictureException.unreadable("has %d samples of %d bits a pixel, which is not read"
                    .formatted(samples, bits));
        }
        if (!COMPRESSIONS.contains(number(COMPRESSION, 1))) {
            throw RefusedPictureException.unreadable("is a TIFF packed by method %d, which is not read"
                    .formatted(number(COMPRESSION, 1)));
        }
        PictureLimits.check(number(WIDTH, 0), number(HEIGHT, 0), (int) Math.max(1, samples * bits / 8), tiff.length);
        long across = number(322, 16);
        long down = number(323, 16);
        if (across < 1 || down < 1 || across > 1 << 16 || down > 1 << 16
                || across * down > Math.max(1 << 20, 4 * number(WIDTH, 0) * number(HEIGHT, 0))) {
            throw RefusedPictureException.unreadable("has tiles of %d×%d pixels".formatted(across, down));
        }
    }

    /** The first value of a tag; the default where it is missing or no whole number. */
    private long number(int tag, long otherwise) {
        Integer entry = entries.get(tag);
        if (entry == null) {
            return otherwise;
        }
        int at = bytes(entry) > 4 ? buffer.getInt(entry + 8) : entry + 8;
        return switch (buffer.getShort(entry + 2)) {
            case 1 -> buffer.get(at) & 0xff;
            case 3 -> buffer.getShort(at) & 0xffff;
            case 4 -> buffer.getInt(at) & 0xffffffffL;
            default -> otherwise;
        };
    }

    private long bytes(int entry) {
        int type = buffer.getShort(entry + 2) & 0xffff;
        return type < TYPE_BYTES.length ? TYPE_BYTES[type] * (buffer.getInt(entry + 4) & 0xffffffffL) : 0;
    }

    private Optional<ByteBuffer> profile() {
        Integer entry = entries.get(ICC_PROFILE);
        return entry == null || bytes(entry) <= 4
                ? Optional.empty()
                : Optional.of(buffer.slice(buffer.getInt(entry + 8), (int) bytes(entry)));
    }

    /** The file with a directory of its own at its end. */
    private byte[] plain() {
        List<Integer> tags = entries.keySet().stream().filter(PIXEL_TAGS::contains).sorted().toList();
        List<Integer> places = new ArrayList<>(tags.stream().map(entries::get).toList());
        int directory = tiff.length + (tiff.length & 1);
        byte[] copy = Arrays.copyOf(tiff, directory + 2 + places.size() * ENTRY + 4);
        ByteBuffer out = ByteBuffer.wrap(copy).order(buffer.order());
        out.putInt(4, directory);
        out.putShort(directory, (short) places.size());
        for (int i = 0; i < places.size(); i++) {
            out.put(directory + 2 + i * ENTRY, tiff, places.get(i), ENTRY);
        }
        return copy;
    }
}
