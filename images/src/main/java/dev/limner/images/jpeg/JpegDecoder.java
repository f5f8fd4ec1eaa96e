package dev.limner.images.jpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.limner.images.Decoded;
import dev.limner.images.Orientation;
import dev.limner.images.RefusedPictureException;

/**
 * Decodes a JPEG (ITU-T T.81): sequential and progressive, Huffman-coded, 8 bits, grey, YCbCr, RGB, CMYK and YCCK. In Java,
 * so that broken files meet no native code and the same file gives the same pixels with every JDK: they are the ones that
 * the Independent JPEG Group's library gives by its accurate transform and smooth upsampling, bit for bit. A file that is
 * cut off or has codes without meaning is refused, not guessed at.
 */
public final class JpegDecoder {
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    /** Legitimate files have a dozen; each walks over the whole picture. */
    private static final int MOST_SCANS = 100;

    private final byte[] jpeg;
    private final Tables tables = new Tables();
    private final Profile profile = new Profile();
    private int orientation = Orientation.UPRIGHT;
    private boolean jfif;
    /** What the Adobe segment says of the colours; -1 where there is none. */
    private int adobe = -1;
    private Frame frame;
    private int scans;

    private JpegDecoder(byte[] jpeg) {
        this.jpeg = jpeg;
    }

    /**
     * Decodes a file's content.
     *
     * @throws RefusedPictureException   (unreadable picture, too large) with the reason
     * @throws IndexOutOfBoundsException where the file ends within a segment, or a segment says what cannot be
     */
    public static Decoded decode(byte[] jpeg) {
        return new JpegDecoder(jpeg).decode();
    }

    /**
     * Width and height, from the first frame's header; nothing is decoded.
     *
     * @throws RefusedPictureException   (unreadable picture, too large) with the reason
     * @throws IndexOutOfBoundsException where the file ends within a segment
     */
    public static long[] size(byte[] jpeg) {
        JpegDecoder decoder = new JpegDecoder(jpeg);
        int position = 2;
        while (true) {
            int marker = decoder.marker(position);
            position = decoder.skipFill(position) + 1;
            if (marker == END || marker == SCAN) {
                throw RefusedPictureException.unreadable("has no frame before its pixels");
            }
            if (marker >= 0xd0 && marker <= 0xd7 || marker == 0x01) {
                continue;
            }
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                return new long[]{Frame.word(jpeg, position + 5), Frame.word(jpeg, position + 3)};
            }
            position += decoder.length(position);
        }
    }

    private Decoded decode() {
        int position = 2;
        while (true) {
            int marker = marker(position);
            position = skipFill(position) + 1;
            if (marker == END) {
                return finish();
            }
            if (marker >= 0xd0 && marker <= 0xd7 || marker == 0x01) {
                continue;
            }
            int end = position + length(position);
            segment(marker, position + 2, end);
            position = marker == SCAN ? scan(position + 2, end) : end;
            if (marker == SCAN && position + 1 >= jpeg.length) {
                return finish();
            }
        }
    }

    private int marker(int position) {
        int at = skipFill(position);
        if (at >= jpeg.length || (jpeg[position] & 0xff) != 0xff) {
            throw RefusedPictureException.unreadable(at >= jpeg.length
                    ? "is cut off"
                    : "is damaged: no marker at byte %d".formatted(position));
        }
        return jpeg[at] & 0xff;
    }

    private int skipFill(int position) {
        int at = position;
        while (at < jpeg.length && jpeg[at] == -1) {
            at++;
        }
        return at;
    }

    private int length(int position) {
        int length = position + 2 <= jpeg.length ? Frame.word(jpeg, position) : 0;
        if (length < 2 || length > jpeg.length - position) {
            throw RefusedPictureException.unreadable("is cut off: a segment says it has %d bytes".formatted(length));
        }
        return length;
    }

    private void segment(int marker, int at, int end) {
        switch (marker) {
            case 0xc0, 0xc1, 0xc2 -> begin(at, end, marker == 0xc2);
            case 0xc4 -> tables.huffman(jpeg, at, end);
            case 0xdb -> tables.quantisation(jpeg, at, end);
            case 0xdd -> tables.interval = Frame.word(jpeg, at);
            case 0xe0 -> jfif |= has(at, end, "JFIF\0");
            case 0xe1 -> orientation = has(at, end, "Exif\0\0")
                    ? Orientation.of(ByteBuffer.wrap(jpeg, at + 6, end - at - 6))
                    : orientation;
            case 0xe2 -> profile.add(jpeg, at, end);
            case 0xee -> adobe = has(at, end, "Adobe") && end - at >= 12 ? jpeg[at + 11] & 0xff : adobe;
            case 0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf -> throw RefusedPictureException
                    .unreadable("is a JPEG of a kind that is not read (lossless, hierarchical or arithmetic)");
            default -> {
                // Comments and the private segments of cameras say nothing of the pixels.
            }
        }
    }

    private boolean has(int at, int end, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        return end - at >= bytes.length && Arrays.equals(jpeg, at, at + bytes.length, bytes, 0, bytes.length);
    }

    private void begin(int at, int end, boolean progressive) {
        if (frame != null) {
            throw RefusedPictureException.unreadable("is damaged: it begins twice");
        }
        frame = Frame.read(jpeg, at, end, progressive);
    }

    private int scan(int at, int end) {
        if (frame == null || scans++ == MOST_SCANS) {
            throw RefusedPictureException.unreadable(frame == null
                    ? "is damaged: it has pixels before their size"
                    : "has more than %d scans".formatted(MOST_SCANS));
        }
        Scan scan = header(at, end);
        frame.begin();
        EntropyReader in = new EntropyReader(jpeg, end);
        scan.read(in, frame.progressive() ? new ProgressiveBlocks(in, scan) : new SequentialBlocks(in));
        return in.position();
    }

    private Scan header(int at, int end) {
        int count = jpeg[at];
        if (count < 1 || count > 4 || end - at < 4 + 2 * count) {
            throw RefusedPictureException.unreadable("is damaged: a scan of %d colours".formatted(count));
        }
        List<Component> components = new ArrayList<>();
        int last = at + 1 + 2 * count;
        int from = frame.progressive() ? jpeg[last] & 0xff : 0;
        int to = frame.progressive() ? jpeg[last + 1] & 0xff : 63;
        int high = frame.progressive() ? jpeg[last + 2] >> 4 & 15 : 0;
        int low = frame.progressive() ? jpeg[last + 2] & 15 : 0;
        if (from > to || to > 63 || from > 0 && count > 1 || low > 13 || frame.progressive() && from == 0 && to > 0) {
            throw RefusedPictureException.unreadable("is damaged: a scan of coefficients %d to %d".formatted(from, to));
        }
        for (int i = 0; i < count; i++) {
            Component component = component(jpeg[at + 1 + 2 * i] & 0xff);
            if (components.contains(component)) {
                throw RefusedPictureException.unreadable("is damaged: a scan has a colour twice");
            }
            int selectors = jpeg[at + 2 + 2 * i];
            boolean dc = from == 0 && high == 0;
            boolean ac = to > 0;
            component.dc = dc ? tables.dc(selectors >> 4 & 15) : null;
            component.ac = ac ? tables.ac(selectors & 15) : null;
            component.steps = component.steps == null ? tables.steps(component.quantisation) : component.steps;
            components.add(component);
        }
        return new Scan(components, from, to, high, low, frame.unitsAcross(), frame.unitsDown(), tables.interval);
    }

    private Component component(int id) {
        return frame.components().stream().filter(component -> component.id == id).findFirst()
                .orElseThrow(() -> RefusedPictureException.unreadable("is damaged: a scan of a colour it has not"));
    }

    private Decoded finish() {
        if (frame == null || frame.components().stream().anyMatch(component -> component.steps == null)) {
            throw RefusedPictureException.unreadable("is cut off: it has no pixels, or not of all colours");
        }
        if (frame.progressive()) {
            frame.components().forEach(ProgressiveBlocks::transform);
        }
        return new Decoded(Colours.of(frame, differences()).with(profile.content()), orientation);
    }

    /** Whether colours are stored as YCbCr: what JFIF and Adobe say, else what the components are called. */
    private boolean differences() {
        return switch (frame.components().size()) {
            case 1 -> false;
            case 3 -> jfif || (adobe >= 0 ? adobe != 0 : !named("RGB"));
            default -> adobe > 0;
        };
    }

    private boolean named(String names) {
        for (int i = 0; i < names.length(); i++) {
            if (frame.components().get(i).id != names.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
