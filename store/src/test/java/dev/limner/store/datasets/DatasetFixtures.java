package dev.limner.store.datasets;

import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.Json;

/** Small datasets: 3 × 2 pixels, two classes. */
final class DatasetFixtures {
    static final JsonNode PROVENANCE = Json.MAPPER.createObjectNode().put("job", "import-1");
    static final JsonNode REPORT = Json.MAPPER.createObjectNode().put("refused", 0);

    private DatasetFixtures() {}

    /** Publishes as many pictures of each split as asked for, all of the seed's making. */
    static Published publish(DatasetStore datasets, String dataset, long seed, int train, int heldOut) {
        try (Draft draft = datasets.draft(3, 2, Colour.GREY, List.of("boot", "coat"))) {
            Random random = new Random(seed);
            for (int i = 0; i < train + heldOut; i++) {
                byte[] pixels = new byte[6];
                random.nextBytes(pixels);
                draft.add(pixels, random.nextInt(2), i < train ? Split.TRAIN : Split.HELD_OUT);
            }
            return datasets.publish(dataset, draft.seal(), PROVENANCE, REPORT, written -> {});
        }
    }
}
