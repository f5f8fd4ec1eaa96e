package dev.limner.store.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads event files from the format's description alone: a checksum bit by bit, and any protocol buffers message. */
public final class EventReader {
    private static final int CASTAGNOLI_REFLECTED = 0x82F63B78;

    private EventReader() {}

    /**
     * An event.
     *
     * @param started  whether it says that a run starts (again) here
     * @param scalars  by tag
     * @param pictures encoded, by tag
     * @param sides    height and width of each picture, by tag
     */
    public record Event(double wallTime, long step, String fileVersion, boolean started,
            SortedMap<String, Float> scalars, SortedMap<String, byte[]> pictures,
            SortedMap<String, List<Long>> sides) {}

    /** The events of a file; a checksum that is wrong, or an end too early, is an {@link IllegalStateException}. */
    public static List<Event> read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = checked(in, 8);
            byte[] data = checked(in, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
            events.add(event(data));
        }
        return events;
    }

    /** CRC-32C, reflected, from and to all ones. */
    static int crc32c(byte[] bytes) {
        int crc = -1;
        for (byte each : bytes) {
            crc ^= each & 255;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : CASTAGNOLI_REFLECTED);
            }
        }
        return ~crc;
    }

    private static byte[] checked(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        int crc = crc32c(bytes);
        int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;
        int written = in.getInt();
        if (masked != written) {
            throw new IllegalStateException("checksum %08x, where the file says %08x".formatted(masked, written));
        }
        return bytes;
    }

    private static Event event(byte[] data) {
        double time = 0;
        long step = 0;
        String version = null;
        boolean started = false;
        SortedMap<String, Float> scalars = new TreeMap<>();
        SortedMap<String, byte[]> pictures = new TreeMap<>();
        SortedMap<String, List<Long>> sides = new TreeMap<>();
        for (Field field : fields(data)) {
            switch (field.number) {
                case 1 -> time = ByteBuffer.wrap(field.bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble();
                case 2 -> step = field.value;
                case 3 -> version = new String(field.bytes, UTF_8);
                case 5 -> fields(field.bytes).forEach(value -> value(value.bytes, scalars, pictures, sides));
                case 7 -> started = fields(field.bytes).get(0).value == 1;
                default -> throw new IllegalStateException("field " + field.number);
            }
        }
        return new Event(time, step, version, started, scalars, pictures, sides);
    }

    private static void value(byte[] data, SortedMap<String, Float> scalars, SortedMap<String, byte[]> pictures,
            SortedMap<String, List<Long>> sides) {
        List<Field> fields = fields(data);
        String tag = new String(fields.get(0).bytes, UTF_8);
        Field second = fields.get(1);
        if (second.number == 2) {
            scalars.put(tag, ByteBuffer.wrap(second.bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat());
        } else {
            List<Field> image = fields(second.bytes);
            sides.put(tag, List.of(image.get(0).value, image.get(1).value));
            pictures.put(tag, image.get(3).bytes);
        }
    }

    /** A field of a message: its value where it is a varint, else its bytes. */
    private record Field(int number, long value, byte[] bytes) {}

    private static List<Field> fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            long value = (tag & 7) == 0 ? varint(in) : 0;
            byte[] bytes = new byte[switch ((int) (tag & 7)) {
                case 0 -> 0;
                case 1 -> 8;
                case 2 -> (int) varint(in);
                case 5 -> 4;
                default -> throw new IllegalStateException("wire type " + (tag & 7));
            }];
            in.get(bytes);
            fields.add(new Field(number, value, bytes));
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 127) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
