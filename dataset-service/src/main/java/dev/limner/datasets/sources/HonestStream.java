package dev.limner.datasets.sources;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** A stream that fails where its content is longer or shorter than was said, or its checksum another. */
final class HonestStream extends FilterInputStream {
    private final long said;
    private final long checksum;
    private final CRC32 crc = new CRC32();
    private long count;

    /**
     * @param said     the bytes there should be
     * @param checksum their CRC-32
     */
    HonestStream(InputStream in, long said, long checksum) {
        super(in);
        this.said = said;
        this.checksum = checksum;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        if (read > 0) {
            crc.update(target, offset, read);
            count += read;
        }
        if (count > said) {
            throw new IOException("it holds more than the %d bytes it says".formatted(said));
        }
        if (read < 0 && length > 0) {
            end();
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void end() throws IOException {
        if (count < said) {
            throw new IOException("it says %d bytes and holds %d".formatted(said, count));
        }
        if (crc.getValue() != checksum) {
            throw new IOException("its checksum does not fit");
        }
    }
}
