package dev.limner.trainer.runs;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.TrainingCommand;
import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.images.DrawnSet;
import dev.limner.store.ObjectStore;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.Split;

/** Small dataset versions of drawn pictures, and commands that learn from them. */
final class Drawn {
    private Drawn() {}

    /** Publishes the next version of a dataset: grey pictures of all classes in turn. */
    static void publish(ObjectStore objects, String dataset, int train, int heldOut, long seed) {
        DatasetStore datasets = new DatasetStore(objects);
        try (Draft draft = datasets.draft(DrawnSet.SIDE, DrawnSet.SIDE, Colour.GREY, DrawnSet.CLASSES)) {
            for (int i = 0; i < train + heldOut; i++) {
                draft.add(DrawnSet.picture(DrawnSet.label(i), seed, i).pixels(), DrawnSet.label(i),
                        i < train ? Split.TRAIN : Split.HELD_OUT);
            }
            datasets.publish(dataset, draft.seal(), JsonNodeFactory.instance.objectNode(),
                    JsonNodeFactory.instance.objectNode(), stored -> {});
        }
    }

    static TrainingCommand.Start start(String run, String dataset, String budget) {
        return new TrainingCommand.Start(run, "shapes-vae", "vae", null, DatasetReference.parse(dataset),
                Budget.parse(budget), 7L, null, null, null);
    }

    /** A run of a model so small that a step takes milliseconds. */
    static TrainingCommand.Start tiny(String run, String budget) {
        return tiny(run, budget, Map.of());
    }

    /** The same with more settings. */
    static TrainingCommand.Start tiny(String run, String budget, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("batch", "16", "channels", "4", "hidden", "8", "latent", "2"));
        settings.putAll(more);
        return new TrainingCommand.Start(run, "shapes-vae", "vae", null, DatasetReference.parse("shapes"),
                Budget.parse(budget), 7L, settings, null, null);
    }
}
