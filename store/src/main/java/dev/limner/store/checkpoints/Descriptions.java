package dev.limner.store.checkpoints;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Json;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;

/**
 * What the models of runs consist of, at {@code models/{model}/{run}/description.json}: the same for all checkpoints of a
 * run, and for all its claims, since it follows from the configuration.
 */
public final class Descriptions {
    private final ObjectStore objects;

    public Descriptions(ObjectStore objects) {
        this.objects = objects;
    }

    /** Stores a run's, in place of one that is there. */
    public void save(String model, String run, Record description) {
        objects.put(key(model, run), Json.write(description));
    }

    /** A run's; empty where it has none, as those of older versions. */
    public Optional<ObjectNode> find(String model, String run) {
        try {
            return Optional.of(Json.object(objects.get(key(model, run))));
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        }
    }

    public boolean has(String model, String run) {
        return objects.exists(key(model, run));
    }

    private static String key(String model, String run) {
        return "models/%s/%s/description.json".formatted(model, run);
    }
}
