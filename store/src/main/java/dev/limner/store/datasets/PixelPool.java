package dev.limner.store.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Equally sized byte records by index, in a few large buffers: the first ones on the heap, those beyond a limit in a
 * mapped temporary file, so that a set may be larger than the heap. No object is kept for a record.
 */
final class PixelPool implements AutoCloseable {
    private static final int CHUNK_BYTES = 8 << 20;

    private final int recordBytes;
    private final int chunkRecords;
    private final long heapBytes;
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private FileChannel file;
    private int count;

    /**
     * Makes an empty pool.
     *
     * @param recordBytes of each record, 1 and up
     * @param heapBytes   to be held on the heap before the file is used
     */
    PixelPool(int recordBytes, long heapBytes) {
        this.recordBytes = recordBytes;
        this.chunkRecords = Math.max(1, CHUNK_BYTES / recordBytes);
        this.heapBytes = heapBytes;
    }

    int count() {
        return count;
    }

    void add(byte[] record) {
        if (count % chunkRecords == 0) {
            chunks.add(chunk());
        }
        chunks.get(count / chunkRecords).put(count % chunkRecords * recordBytes, record);
        count++;
    }

    /** Record i, as a view. */
    ByteBuffer view(int i) {
        return chunks.get(i / chunkRecords).slice(i % chunkRecords * recordBytes, recordBytes);
    }

    void copy(int i, byte[] target, int offset) {
        chunks.get(i / chunkRecords).get(i % chunkRecords * recordBytes, target, offset, recordBytes);
    }

    /** Orders records as unsigned bytes from the first on. */
    int compare(int i, int j) {
        ByteBuffer left = view(i);
        ByteBuffer right = view(j);
        int at = left.mismatch(right);
        return at < 0 ? 0 : Byte.compareUnsigned(left.get(at), right.get(at));
    }

    private ByteBuffer chunk() {
        int bytes = chunkRecords * recordBytes;
        if ((chunks.size() + 1L) * bytes <= heapBytes) {
            return ByteBuffer.allocate(bytes);
        }
        try {
            if (file == null) {
                Path path = Files.createTempFile("limner-draft", ".pixels");
                file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
            }
            return file.map(FileChannel.MapMode.READ_WRITE, file.size(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("no room for %d more bytes of a draft in the temporary folder"
                    .formatted(bytes), e);
        }
    }

    @Override
    public void close() {
        chunks.clear();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a draft's temporary file does not close", e);
        }
    }
}
