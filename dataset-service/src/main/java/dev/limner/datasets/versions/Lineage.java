package dev.limner.datasets.versions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Json;
import dev.limner.images.Variation;
import dev.limner.store.ObjectStore;
import dev.limner.store.Sha256;
import dev.limner.store.StoredFile;
import dev.limner.store.datasets.SealedDraft;
import dev.limner.store.datasets.Split;

/**
 * Where each added picture comes from, at {@code datasets/{name}/lineage/{sha256}}: lines of JSON, gzipped, in the new
 * version's order. A transformed picture names its parent in the version it began with and what was done to it; a sampled
 * one its generation, its number there and the checkpoint.
 */
final class Lineage {
    private final int first;
    private final List<Origin> origins = new ArrayList<>();

    /** Where one picture comes from. */
    private sealed interface Origin {}

    private record Parent(int index, Variation variation) implements Origin {}

    private record Sample(String generation, int picture, String checkpoint, String digest) implements Origin {}

    /**
     * @param first how many pictures were added to the draft before the first of these
     */
    Lineage(int first) {
        this.first = first;
    }

    /** The next picture that is added to the draft is a variation of a training picture. */
    void transformed(int parent, Variation variation) {
        origins.add(new Parent(parent, variation));
    }

    /** The next picture that is added to the draft is one of a generation's. */
    void sampled(String generation, int picture, String checkpoint, String digest) {
        origins.add(new Sample(generation, picture, checkpoint, digest));
    }

    /** Writes it, and returns what the provenance says of it. */
    StoredFile store(ObjectStore objects, String dataset, SealedDraft draft) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < draft.count(Split.TRAIN); i++) {
                int added = draft.added(Split.TRAIN, i) - first;
                if (added >= 0) {
                    out.write(Json.write(line(i, origins.get(added))));
                    out.write('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be written", e);
        }
        byte[] content = bytes.toByteArray();
        return StoredFile.write(objects, "datasets/%s/lineage/%s".formatted(dataset, Sha256.hex(content)), content);
    }

    private static ObjectNode line(int index, Origin origin) {
        ObjectNode line = Json.MAPPER.createObjectNode().put("split", Split.TRAIN.toString()).put("index", index);
        if (origin instanceof Parent parent) {
            line.putArray("parents").addObject().put("split", Split.TRAIN.toString()).put("index", parent.index());
            line.set("variation", Json.MAPPER.valueToTree(parent.variation()));
        } else if (origin instanceof Sample sample) {
            line.put("generation", sample.generation()).put("picture", sample.picture())
                    .put("checkpoint", sample.checkpoint()).put("checkpointDigest", sample.digest());
        }
        return line;
    }
}
