package dev.limner.cli.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file of a published set, known by its content.
 *
 * @param name   as it is published
 * @param sha256 in hex: of the file, or of what it holds where it is a single file packed by gzip, since the same content
 *               is packed differently in different places
 * @param packed whether it is such a file
 * @param most   bytes it, or what it holds, may have: more is not read
 */
record PinnedFile(String name, String sha256, boolean packed, long most) {
    private static final String GZ = ".gz";
    private static final int BUFFER = 1 << 16;

    /** The file in a folder, under its name or, unpacked, without {@code .gz}; nothing where its content is other. */
    Optional<Path> in(Path folder) {
        List<String> names = packed ? List.of(name, name.substring(0, name.length() - GZ.length())) : List.of(name);
        return names.stream().map(folder::resolve).filter(this::is).findFirst();
    }

    /** Whether a file has its content. */
    boolean is(Path file) {
        try {
            return Files.isRegularFile(file) && digest(file).equals(sha256);
        } catch (IOException e) {
            // Not packed as it should be, or not to be read: then it is something else.
            return false;
        }
    }

    /**
     * The SHA-256 of a file's content, unpacked where this one is packed.
     *
     * @throws IOException where it cannot be read, or has more bytes than it may have
     */
    String digest(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        boolean unpack = packed && file.toString().contains(GZ);
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = unpack ? new GZIPInputStream(raw, BUFFER) : raw) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > most) {
                    throw new IOException("%s holds more than %d bytes".formatted(file.getFileName(), most));
                }
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
