package dev.limner.datasets.sources;

import java.nio.file.Path;

/**
 * A staged file as it lies in the import's own folder while it is read.
 *
 * @param name   the name its sender gave it
 * @param path   where the copy is
 * @param bytes  its length
 * @param sha256 of its content, in hex
 */
public record StagedCopy(String name, Path path, long bytes, String sha256) {}
