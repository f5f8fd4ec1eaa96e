package dev.limner.store.datasets;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.limner.contracts.api.DatasetDiffView;
import dev.limner.contracts.api.DatasetDiffView.Change;
import dev.limner.contracts.api.DatasetDiffView.Place;
import dev.limner.store.Sha256;

/**
 * What is different between two versions, of one dataset or of two. Pictures are the same where their pixels are: they are
 * told apart by the first eight bytes of their SHA-256, of which two among a million are alike once in thirty million
 * times. Takes about 20 bytes of memory for each picture, and one shard.
 */
public final class VersionDiff {
    private static final int LISTED = 100;

    private final DatasetManifest from;
    private final DatasetManifest to;
    private final Catalogue old;
    private final BitSet met = new BitSet();
    private final Map<String, List<Change>> listed = new TreeMap<>();
    private long same;
    private long added;
    private long relabelled;
    private long moved;

    /** The older version's pictures by their digests. */
    private static final class Catalogue {
        private final long[] digests;
        private final int[] labels;
        private final int[] order;
        private final int train;

        Catalogue(DatasetStore store, DatasetManifest manifest) {
            train = Math.toIntExact(manifest.train());
            int count = Math.toIntExact(manifest.train() + manifest.heldOut());
            digests = new long[count];
            labels = new int[count];
            for (Split split : Split.values()) {
                int first = split == Split.TRAIN ? 0 : train;
                store.read(manifest, split, (index, pixels, label) -> {
                    digests[first + index] = digest(pixels);
                    labels[first + index] = label;
                });
            }
            order = IndexSort.sorted(count, (i, j) -> Long.compare(digests[i], digests[j]));
        }

        int find(long digest) {
            int low = 0;
            int high = order.length - 1;
            while (low <= high) {
                int middle = low + high >>> 1;
                int compared = Long.compare(digests[order[middle]], digest);
                if (compared == 0) {
                    return order[middle];
                }
                low = compared < 0 ? middle + 1 : low;
                high = compared < 0 ? high : middle - 1;
            }
            return -1;
        }

        Split split(int i) {
            return i < train ? Split.TRAIN : Split.HELD_OUT;
        }

        int index(int i) {
            return i < train ? i : i - train;
        }
    }

    private VersionDiff(DatasetStore store, DatasetManifest from, DatasetManifest to) {
        this.from = from;
        this.to = to;
        this.old = new Catalogue(store, from);
    }

    /**
     * Reads both versions and compares them.
     *
     * @throws dev.limner.contracts.problems.ProblemException (corrupt object) where a shard is not what it should be
     */
    public static DatasetDiffView between(DatasetStore store, DatasetManifest from, DatasetManifest to) {
        VersionDiff diff = new VersionDiff(store, from, to);
        boolean alike = from.width() == to.width() && from.height() == to.height() && from.colour() == to.colour();
        for (Split split : Split.values()) {
            store.read(to, split, (index, pixels, label) -> {
                int before = alike ? diff.old.find(digest(pixels)) : -1;
                diff.compare(before, split, index, label);
            });
        }
        return diff.view();
    }

    private void compare(int before, Split split, int index, int label) {
        Place now = new Place(split.toString(), index, name(to, label));
        if (before < 0) {
            added++;
            list("added", null, now);
            return;
        }
        met.set(before);
        Place then = then(before);
        boolean sameClass = Objects.equals(then.className(), now.className());
        boolean sameSplit = old.split(before) == split;
        if (!sameClass) {
            relabelled++;
            list("relabelled", then, now);
        }
        if (!sameSplit) {
            moved++;
            list("moved", then, now);
        }
        same += sameClass && sameSplit ? 1 : 0;
    }

    private DatasetDiffView view() {
        int count = old.order.length;
        for (int i = met.nextClearBit(0); i < count; i = met.nextClearBit(i + 1)) {
            list("removed", then(i), null);
        }
        List<Change> changes = new ArrayList<>();
        listed.values().forEach(changes::addAll);
        return new DatasetDiffView(from.reference(), to.reference(), same, added, count - met.cardinality(), relabelled,
                moved, without(to.classes(), from.classes()), without(from.classes(), to.classes()), changes);
    }

    private Place then(int i) {
        return new Place(old.split(i).toString(), old.index(i), name(from, old.labels[i]));
    }

    private void list(String what, Place before, Place after) {
        List<Change> changes = listed.computeIfAbsent(what, key -> new ArrayList<>());
        if (changes.size() < LISTED) {
            changes.add(new Change(what, before, after));
        }
    }

    private static String name(DatasetManifest manifest, int label) {
        return label < 0 ? null : manifest.classes().get(label);
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }

    private static long digest(byte[] pixels) {
        return ByteBuffer.wrap(Sha256.begin().digest(pixels)).getLong();
    }
}
