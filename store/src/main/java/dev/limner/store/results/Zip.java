package dev.limner.store.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The parts of a ZIP file (PKWARE APPNOTE 6.3.10) as far as archives of stored entries need them: no compression, no
 * encryption, no extra fields, no ZIP64. Written out here so that every byte is ours: the same on every JDK, with the
 * offset of each entry's content known while it is written.
 */
final class Zip {
    static final int LOCAL_HEADER_BYTES = 30;
    static final int CENTRAL_HEADER_BYTES = 46;
    static final int END_BYTES = 22;
    static final int CENTRAL_SIGNATURE = 0x02014b50;
    static final int END_SIGNATURE = 0x06054b50;
    /** Above these an archive would need ZIP64. */
    static final int MOST_ENTRIES = 0xfffe;
    static final long MOST_BYTES = 0xfffffffeL;

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final short VERSION = 10;
    /** 1980-01-01 00:00, the first moment a ZIP can say. */
    private static final short DATE = 1 << 5 | 1;

    private Zip() {}

    /**
     * What the two headers of an entry share.
     *
     * @param name   ASCII
     * @param offset of its local header within the archive
     */
    record Member(String name, int crc, long length, long offset) {
        static Member of(String name, byte[] content, long offset) {
            CRC32 crc = new CRC32();
            crc.update(content);
            return new Member(name, (int) crc.getValue(), content.length, offset);
        }

        /** The offset of its content within the archive. */
        long contentOffset() {
            return offset + LOCAL_HEADER_BYTES + name.length();
        }

        /** Section 4.3.7. */
        byte[] localHeader() {
            ByteBuffer header = buffer(LOCAL_HEADER_BYTES + name.length()).putInt(LOCAL_SIGNATURE);
            return shared(header).put(ascii()).array();
        }

        /** Section 4.3.12. */
        byte[] centralHeader() {
            ByteBuffer header = buffer(CENTRAL_HEADER_BYTES + name.length())
                    .putInt(CENTRAL_SIGNATURE).putShort(VERSION);
            return shared(header)
                    .putShort((short) 0) // comment
                    .putShort((short) 0) // disk
                    .putShort((short) 0).putInt(0) // attributes
                    .putInt((int) offset)
                    .put(ascii()).array();
        }

        private ByteBuffer shared(ByteBuffer header) {
            return header.putShort(VERSION)
                    .putShort((short) 0) // flags
                    .putShort((short) 0) // method: stored
                    .putShort((short) 0).putShort(DATE) // time, date
                    .putInt(crc).putInt((int) length).putInt((int) length)
                    .putShort((short) name.length()).putShort((short) 0); // extra field
        }

        private byte[] ascii() {
            return name.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Section 4.3.16. */
    static byte[] end(int entries, long directoryBytes, long directoryOffset) {
        return buffer(END_BYTES).putInt(END_SIGNATURE)
                .putShort((short) 0).putShort((short) 0) // disks
                .putShort((short) entries).putShort((short) entries)
                .putInt((int) directoryBytes).putInt((int) directoryOffset)
                .putShort((short) 0).array(); // comment
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
