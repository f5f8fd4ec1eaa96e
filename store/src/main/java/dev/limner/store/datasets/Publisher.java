package dev.limner.store.datasets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.ObjectStore;
import dev.limner.store.Sha256;
import dev.limner.store.StoredFile;

/**
 * Makes drafts versions. Two rules meet here. Complete or invisible: shards, then the manifest. One number for one
 * content: a manifest is put at number n + 1 only where none is, and only after all up to n were seen to have other
 * contents; whoever loses the race for a number looks at what took it and tries the next.
 */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final ObjectStore objects;
    private final DatasetStore datasets;

    Publisher(ObjectStore objects, DatasetStore datasets) {
        this.objects = objects;
        this.datasets = datasets;
    }

    /** Stores the shards that are not there yet. */
    PreparedVersion prepare(String dataset, SealedDraft draft, JsonNode provenance, JsonNode report,
            LongConsumer written) {
        if (draft.count(Split.TRAIN) + draft.count(Split.HELD_OUT) == 0) {
            throw new ProblemException(ProblemType.NO_PICTURES, "'%s' would get a version without pictures"
                    .formatted(dataset));
        }
        List<Shard> shards = write(dataset, draft, written);
        return new PreparedVersion(this, manifest(dataset, 0, draft, shards, provenance, report));
    }

    /**
     * Writes the manifest under the next number, unless a version has its content.
     *
     * @param after the version it must follow; empty for any
     * @return nothing where it cannot follow that version
     */
    Optional<Published> number(DatasetManifest unnumbered, OptionalInt after) {
        String dataset = unnumbered.dataset();
        Set<Integer> seen = new HashSet<>();
        while (true) {
            // In this order: a version that is deleted just now has its tombstone before its manifest goes.
            List<Integer> versions = datasets.versions(dataset);
            int deleted = datasets.tombstones(dataset).stream().mapToInt(Integer::intValue).max().orElse(0);
            int newest = 0;
            for (int version : versions) {
                newest = version;
                Optional<DatasetManifest> there = seen.add(version) ? readable(dataset, version) : Optional.empty();
                if (there.isPresent() && there.get().digest().equals(unnumbered.digest())) {
                    return Optional.of(new Published(there.get(), true));
                }
            }
            if (after.isPresent() && after.getAsInt() != newest) {
                return Optional.empty();
            }
            DatasetManifest manifest = unnumbered.numbered(Math.max(newest, deleted) + 1);
            if (objects.putIfAbsent(manifest.key(), Json.write(manifest))) {
                return Optional.of(new Published(manifest, false));
            }
            LOG.info("another import published {} first; trying the next number", manifest.reference());
        }
    }

    /** A version's manifest; a damaged one must not keep the dataset from getting another version. */
    private Optional<DatasetManifest> readable(String dataset, int version) {
        DatasetReference reference = new DatasetReference(dataset, version);
        try {
            return Optional.of(datasets.manifest(reference));
        } catch (ProblemException e) {
            LOG.error("{} is damaged, so its content is not compared with that of the import", reference, e);
            return Optional.empty();
        }
    }

    private static DatasetManifest manifest(String dataset, int version, SealedDraft draft, List<Shard> shards,
            JsonNode provenance, JsonNode report) {
        Frame frame = draft.frame();
        return new DatasetManifest(DatasetManifest.FORMAT, dataset, version, draft.digest(), frame.width(),
                frame.height(), frame.colour(), frame.classes(), draft.count(Split.TRAIN),
                draft.count(Split.HELD_OUT), shards, provenance, report);
    }

    /** A worker that died may have left some of them, and an earlier version may share some: those are not sent again. */
    private List<Shard> write(String dataset, SealedDraft draft, LongConsumer written) {
        String folder = "datasets/%s/shards/".formatted(dataset);
        Set<String> there = new HashSet<>(objects.list(folder));
        ShardCuts cuts = ShardCuts.of(draft.frame());
        List<Shard> shards = new ArrayList<>();
        long stored = 0;
        for (Split split : Split.values()) {
            int count = Math.toIntExact(draft.count(split));
            for (int from = 0; from < count;) {
                int to = cuts.end(from, count, i -> draft.mark(split, i));
                byte[] file = draft.shard(split, from, to);
                String sha256 = Sha256.hex(file);
                String key = folder + sha256;
                if (!there.contains(key) || objects.size(key) != file.length) {
                    objects.put(key, file);
                }
                shards.add(new Shard(split, to - from, new StoredFile(key, file.length, sha256)));
                stored += to - from;
                from = to;
                written.accept(stored);
            }
        }
        return shards;
    }
}
