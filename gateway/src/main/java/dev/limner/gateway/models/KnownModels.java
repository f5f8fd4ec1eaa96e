package dev.limner.gateway.models;

import java.util.List;

import jakarta.inject.Singleton;

import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.ObjectStore;

/**
 * Refuses at once a generation whose model cannot be there. The read model may lag behind the topics, so what it does
 * not know is looked for among the objects, which are written before anything is told of them (rule 6): a checkpoint
 * whose event was seen anywhere is found here.
 */
@Singleton
public class KnownModels {
    private static final int NAMED = 10;

    private final ModelTable table;
    private final ObjectStore objects;

    public KnownModels(ModelTable table, ObjectStore objects) {
        this.table = table;
        this.objects = objects;
    }

    /**
     * Returns where the model is there. An alias or checkpoint of it that is not known here is left to the generators,
     * who follow the registry themselves.
     *
     * @throws ProblemException (unknown model) naming the models there are
     */
    public void require(ModelReference reference) {
        if (table.knows(reference)) {
            return;
        }
        boolean stored = objects.list("models/%s/".formatted(reference.model())).stream()
                .anyMatch(key -> key.endsWith("/checkpoint.json"));
        if (!stored) {
            List<String> names = table.names(NAMED);
            throw new ProblemException(ProblemType.UNKNOWN_MODEL, "there is no model '%s'; there is: %s (POST "
                    .formatted(reference.model(), names.isEmpty() ? "none" : String.join(", ", names))
                    + "/v1/training-runs trains one; it can be used from its first checkpoint on)");
        }
    }
}
