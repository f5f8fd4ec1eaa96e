package dev.limner.generator.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.messages.ModelEvent.AliasMoved;
import dev.limner.contracts.messages.ModelEvent.CheckpointPublished;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * What {@code limner.models} says as far as it has been read. The rule it keeps: <b>a lower revision never replaces a
 * higher one</b>, also across a tombstone, because compaction keeps the last offset of a key and not its newest meaning,
 * and because two trainers' relays may publish in either order.
 *
 * <p>Safe for use by several threads.
 */
public final class Registry {
    private final Map<String, CheckpointPublished> checkpoints = new TreeMap<>();
    private final Map<String, AliasMoved> aliases = new TreeMap<>();
    private final Map<String, Long> revisions = new HashMap<>();

    /**
     * Takes in one record.
     *
     * @return whether it counted: false where its revision is not above the one that is there
     */
    public synchronized boolean apply(ModelEvent event) {
        String key = event.subject();
        if (event.revision() <= revisions.getOrDefault(key, Long.MIN_VALUE)) {
            return false;
        }
        revisions.put(key, event.revision());
        if (event instanceof CheckpointPublished published) {
            checkpoints.put(key, published);
        } else if (event instanceof AliasMoved moved) {
            aliases.put(key, moved);
        }
        return true;
    }

    /** Takes in a tombstone: the key is gone, its revision stays known. */
    public synchronized void remove(String key) {
        checkpoints.remove(key);
        aliases.remove(key);
    }

    /** The checkpoint that a reference stands for now; empty where it, or the model, is not known. */
    public synchronized Optional<CheckpointPublished> find(ModelReference reference) {
        AliasMoved alias = aliases.get(reference.model() + "@" + reference.selector());
        String checkpoint = alias == null ? reference.selector() : alias.checkpoint();
        return Optional.ofNullable(checkpoints.get(reference.model() + "/" + checkpoint));
    }

    /** Whether the reference goes by an alias, which may move. */
    public synchronized boolean isAlias(ModelReference reference) {
        return aliases.containsKey(reference.toString());
    }

    /** The refusal of a reference that {@link #find} does not know, listing what there is instead. */
    public synchronized ProblemException unknown(ModelReference reference) {
        List<String> selectors = aliases.values().stream().filter(alias -> alias.model().equals(reference.model()))
                .map(AliasMoved::alias).toList();
        boolean known = checkpoints.values().stream().anyMatch(there -> there.model().equals(reference.model()));
        String pinned = reference.model() + "/" + reference.selector();
        if (revisions.containsKey(pinned)) {
            return new ProblemException(ProblemType.UNKNOWN_MODEL,
                    "checkpoint '%s' of model '%s' was withdrawn; what its aliases name is kept: %s".formatted(
                            reference.selector(), reference.model(), listed(selectors)));
        }
        if (known) {
            return new ProblemException(ProblemType.UNKNOWN_MODEL,
                    "model '%s' has no alias or checkpoint '%s'; its aliases: %s".formatted(reference.model(),
                            reference.selector(), listed(selectors)));
        }
        TreeSet<String> models = new TreeSet<>();
        checkpoints.values().forEach(there -> models.add(there.model()));
        return new ProblemException(ProblemType.UNKNOWN_MODEL,
                "there is no model '%s' with a checkpoint; there are: %s".formatted(reference.model(),
                        listed(models.stream().toList())));
    }

    private static String listed(List<String> names) {
        int most = 20;
        if (names.isEmpty()) {
            return "none";
        }
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and %d more".formatted(names.size() - most);
    }
}
