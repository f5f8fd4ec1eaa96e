package dev.limner.contracts.api;

import java.util.List;
import java.util.Map;

/**
 * A model, what its aliases stand for, and its checkpoints.
 *
 * @param aliases     checkpoint id by alias
 * @param checkpoints newest first
 */
public record ModelView(String name, Map<String, String> aliases, List<CheckpointView> checkpoints) {}
