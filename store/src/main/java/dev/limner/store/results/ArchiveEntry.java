package dev.limner.store.results;

/**
 * A file in a result's archive, stored as it is.
 *
 * @param name   {@code 00000.png}, {@code manifest.json}
 * @param offset of its first byte within the archive
 * @param length in bytes
 * @param sha256 of its content, in hex
 */
public record ArchiveEntry(String name, long offset, long length, String sha256) {}
