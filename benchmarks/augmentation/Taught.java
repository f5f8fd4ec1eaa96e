import java.net.URI;
import java.util.List;

import dev.limner.contracts.names.DatasetReference;
import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;
import dev.limner.models.evaluation.LabelAccuracy;
import dev.limner.store.S3ObjectStore;
import dev.limner.store.S3Settings;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Split;
import dev.limner.store.datasets.StoredPictures;

/**
 * Taught IMAGES SEED HELD-OUT DATASET…: for each version the accuracy, on another's held-out pictures, of a classifier that saw
 * so many images of the version's training half, many of them again and again.
 */
public final class Taught {
    public static void main(String[] arguments) {
        long images = Long.parseLong(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        S3Settings settings = new S3Settings(URI.create(System.getenv("LIMNER_S3")), System.getenv("LIMNER_S3_ACCESS_KEY"),
                System.getenv("LIMNER_S3_SECRET_KEY"), "limner", null);
        try (S3ObjectStore objects = new S3ObjectStore(settings)) {
            DatasetStore store = new DatasetStore(objects);
            TrainingPictures heldOut = split(store, arguments[2], Split.HELD_OUT);
            for (int i = 3; i < arguments.length; i++) {
                TrainingPictures train = split(store, arguments[i], Split.TRAIN);
                try (LabelAccuracy classifier = LabelAccuracy.train(train, images, seed, "cpu")) {
                    System.out.printf("%s %d %.4f%n", arguments[i], train.count(), classifier.of(heldOut));
                }
            }
        }
    }

    private static TrainingPictures split(DatasetStore store, String version, Split split) {
        DatasetManifest manifest = store.manifest(DatasetReference.parse(version));
        StoredPictures stored = store.pictures(manifest, split);
        return new TrainingPictures() {
            @Override
            public PictureShape shape() {
                return new PictureShape(manifest.colour().channels(), manifest.height(), manifest.width());
            }

            @Override
            public int count() {
                return stored.count();
            }

            @Override
            public List<String> classes() {
                return manifest.classes();
            }

            @Override
            public int label(int i) {
                return stored.label(i);
            }

            @Override
            public void copy(int i, byte[] target, int offset) {
                stored.copy(i, target, offset);
            }
        };
    }
}
