package dev.limner.gateway.datasets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.ContactSheet;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Shard;
import dev.limner.store.datasets.Split;
import dev.limner.store.datasets.StoredPictures;

/**
 * A dataset version at a glance: some pictures of each class. Drawn from the largest split's middle shard, which one
 * request can afford to read (64 MiB at most); versions never change, so the newest few sheets are kept.
 */
@Singleton
class Previews {
    private static final int KEPT = 32;
    private static final int EACH_CLASS = 12;
    private static final int CLASSES = 40;
    private static final int UNLABELLED = 100;
    private static final int COLUMNS = 10;
    /** Small pictures are enlarged to about this side. */
    private static final int SIDE = 56;

    private final KnownDatasets datasets;
    private final Map<String, byte[]> sheets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    Previews(KnownDatasets datasets) {
        this.datasets = datasets;
    }

    /** The sheet as a PNG. One at a time is drawn, so that memory stays small. */
    synchronized byte[] sheet(DatasetManifest manifest) {
        return sheets.computeIfAbsent(manifest.digest(), digest -> PngEncoder.encode(draw(manifest)));
    }

    /** Pictures of one class, as a PNG. */
    synchronized byte[] sheet(DatasetManifest manifest, int label) {
        return sheets.computeIfAbsent(manifest.digest() + ":" + label, key -> PngEncoder.encode(draw(manifest, label)));
    }

    /** One picture as a PNG. */
    byte[] picture(DatasetManifest manifest, Split split, long index) {
        return PngEncoder.encode(picture(manifest, datasets.store().picture(manifest, split, index).pixels()));
    }

    private Picture draw(DatasetManifest manifest) {
        Split split = manifest.train() > 0 ? Split.TRAIN : Split.HELD_OUT;
        StoredPictures pictures = some(manifest, split, datasets.store());
        Map<String, List<Picture>> rows = new LinkedHashMap<>();
        manifest.classes().stream().limit(CLASSES).forEach(name -> rows.put(name, new ArrayList<>()));
        List<Picture> all = new ArrayList<>();
        for (int i = 0; i < pictures.count(); i++) {
            int label = pictures.label(i);
            List<Picture> row = label < 0 ? all : rows.get(manifest.classes().get(label));
            if (row != null && row.size() < (label < 0 ? UNLABELLED : EACH_CLASS)) {
                byte[] pixels = new byte[manifest.pictureBytes()];
                pictures.copy(i, pixels, 0);
                row.add(picture(manifest, pixels));
            }
        }
        int scale = Math.max(1, SIDE / Math.max(manifest.width(), manifest.height()));
        rows.values().removeIf(List::isEmpty);
        return rows.isEmpty() ? ContactSheet.of(all, COLUMNS, scale, scale) : ContactSheet.labelled(rows, scale);
    }

    private Picture draw(DatasetManifest manifest, int label) {
        List<Picture> pictures = new ArrayList<>();
        for (Split split : Split.values()) {
            for (Shard shard : manifest.shards()) {
                if (shard.split() == split && pictures.size() < UNLABELLED) {
                    add(some(manifest, shard, datasets.store()), manifest, label, pictures);
                }
            }
        }
        if (pictures.isEmpty()) {
            throw new ProblemException(ProblemType.NO_PICTURES, "%s has no picture of the class '%s'"
                    .formatted(manifest.reference(), manifest.classes().get(label)));
        }
        int scale = Math.max(1, SIDE / Math.max(manifest.width(), manifest.height()));
        return ContactSheet.of(pictures, COLUMNS, scale, scale);
    }

    private static void add(StoredPictures from, DatasetManifest manifest, int label, List<Picture> pictures) {
        for (int i = 0; i < from.count() && pictures.size() < UNLABELLED; i++) {
            if (from.label(i) == label) {
                byte[] pixels = new byte[manifest.pictureBytes()];
                from.copy(i, pixels, 0);
                pictures.add(picture(manifest, pixels));
            }
        }
    }

    private static StoredPictures some(DatasetManifest whole, Split split, DatasetStore store) {
        List<Shard> shards = whole.shards().stream().filter(shard -> shard.split() == split).toList();
        if (shards.isEmpty()) {
            throw new ProblemException(ProblemType.NO_PICTURES, whole.reference() + " has no pictures to show");
        }
        return some(whole, shards.get(shards.size() / 2), store);
    }

    private static StoredPictures some(DatasetManifest whole, Shard shard, DatasetStore store) {
        return store.pictures(new DatasetManifest(whole.formatVersion(), whole.dataset(), whole.version(),
                whole.digest(), whole.width(), whole.height(), whole.colour(), whole.classes(), whole.train(),
                whole.heldOut(), List.of(shard), whole.provenance(), whole.report()), shard.split());
    }

    private static Picture picture(DatasetManifest manifest, byte[] pixels) {
        return new Picture(manifest.colour().channels(), manifest.height(), manifest.width(), pixels);
    }
}
