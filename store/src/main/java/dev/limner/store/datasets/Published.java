package dev.limner.store.datasets;

/**
 * What became of a draft.
 *
 * @param existing whether the version with this content was there before
 */
public record Published(DatasetManifest manifest, boolean existing) {}
