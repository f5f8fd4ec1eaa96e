package dev.limner.store.datasets;

import dev.limner.store.StoredFile;

/**
 * Pictures of one split that follow each other in the version's order, in one safetensors object:
 * {@code images uint8 [n,C,H,W]}, {@code labels int64 [n]}.
 *
 * @param count how many pictures
 * @param file  content-addressed
 */
public record Shard(Split split, int count, StoredFile file) {}
