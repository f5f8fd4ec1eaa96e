package dev.limner.datasets.sources;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

/**
 * Unpacks a tar that was packed as a whole (gzip, RFC 1952; zstandard, RFC 8878), since its entries cannot be read in
 * place otherwise. The stream goes to a numbered file of the import's own folder, and what comes out is counted.
 */
final class Unpacking {
    /** Zstandard looks back at most so far, as a power of two; 32 MiB, where {@code zstd -19} needs 8. */
    private static final int WINDOW = 25;
    private static final int BUFFER = 1 << 18;

    private Unpacking() {}

    /**
     * The tar: the copy itself where it is not packed, else the unpacked file beside it, made unless it is there.
     *
     * @throws IOException where it is not what it should be
     */
    static Path of(StagedCopy copy, Expansion expansion, Runnable beat) throws IOException {
        Path unpacked = copy.path().resolveSibling(copy.path().getFileName() + ".tar");
        if (Files.exists(unpacked)) {
            return unpacked;
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(copy.path()), BUFFER)) {
            raw.mark(Kind.BYTES);
            Kind kind = Kind.of(raw.readNBytes(Kind.BYTES));
            raw.reset();
            if (kind != Kind.GZIP && kind != Kind.ZSTD) {
                return copy.path();
            }
            Path partly = copy.path().resolveSibling(copy.path().getFileName() + ".part");
            try (InputStream in = kind == Kind.GZIP ? new GZIPInputStream(raw, BUFFER) : zstd(raw);
                    OutputStream out = Files.newOutputStream(partly)) {
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    beat.run();
                    expansion.add(read);
                    out.write(buffer, 0, read);
                }
            }
            return Files.move(partly, unpacked, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static InputStream zstd(InputStream raw) throws IOException {
        return new ZstdInputStreamNoFinalizer(raw).setLongMax(WINDOW);
    }
}
