package dev.limner.contracts.api;

import java.util.List;

/**
 * A dataset and its versions.
 *
 * @param versions newest first
 */
public record DatasetView(String name, List<DatasetVersionView> versions) {}
