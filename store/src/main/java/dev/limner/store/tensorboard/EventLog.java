package dev.limner.store.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * The content of one event file: records in the framing of TFRecord (length, its checksum, data, its checksum; little
 * endian), each a message {@code Event} of tensorflow/core/util/event.proto:
 *
 * <pre>
 * Event   { wall_time double = 1; step int64 = 2; file_version string = 3; summary Summary = 5; session_log SessionLog = 7 }
 * Summary { value Value = 1 (repeated) }     Value { tag string = 1; simple_value float = 2; image Image = 4 }
 * Image   { height int32 = 1; width int32 = 2; colorspace int32 = 3; encoded_image_string bytes = 4 }
 * </pre>
 *
 * A step is a number of images seen.
 */
public final class EventLog {
    private static final String VERSION = "brain.Event:2";
    private static final int START = 1;
    private static final int RGB = 3;
    private static final int WIDTH_IN_PNG = 16;
    private static final int HEIGHT_IN_PNG = 20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /**
     * A log that begins after some images: TensorBoard drops what other files of the folder say of later ones.
     *
     * @param begun when the first thing in it happened
     * @param after images seen before
     */
    public EventLog(Instant begun, long after) {
        add(event(begun, 0).text(3, VERSION));
        add(event(begun, after + 1).message(7, new Fields().whole(1, START)));
    }

    /** Numbers at a step, by tag: {@code loss/reconstruction}. */
    public void scalars(Instant time, long step, SortedMap<String, Double> values) {
        Fields summary = new Fields();
        values.forEach((tag, value) -> summary.message(1,
                new Fields().text(1, tag).real32(2, value.floatValue())));
        add(event(time, step).message(5, summary));
    }

    /** A picture at a step. */
    public void picture(Instant time, long step, String tag, byte[] png) {
        ByteBuffer header = ByteBuffer.wrap(png);
        Fields image = new Fields().whole(1, header.getInt(HEIGHT_IN_PNG)).whole(2, header.getInt(WIDTH_IN_PNG))
                .whole(3, RGB).bytes(4, png);
        add(event(time, step).message(5, new Fields().message(1, new Fields().text(1, tag).message(4, image))));
    }

    /** The file as far as it goes. */
    public byte[] toBytes() {
        return out.toByteArray();
    }

    private static Fields event(Instant time, long step) {
        Fields event = new Fields().real64(1, time.toEpochMilli() / 1000.0);
        return step == 0 ? event : event.whole(2, step);
    }

    private void add(Fields event) {
        byte[] data = event.toBytes();
        byte[] length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
        out.writeBytes(length);
        out.writeBytes(checksum(length));
        out.writeBytes(data);
        out.writeBytes(checksum(data));
    }

    /** CRC-32C, masked: rotated right by 15 bits, plus a constant. */
    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int masked = Integer.rotateRight((int) crc.getValue(), 15) + 0xA282EAD8;
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
    }
}
