import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.limner.contracts.names.DatasetReference;
import dev.limner.images.PictureDecoder;
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
 * Score DATASET FOLDER: how often samples show the class they were asked for, in the eyes of a classifier trained on the
 * dataset version's train split. FOLDER holds one folder of PNGs for each class index. Prints, on one line, the accuracy on
 * the samples, the accuracy on the held-out pictures, and how many samples there were.
 */
public final class Score {
    private static final long IMAGES = 120_000;
    private static final long SEED = 1;

    public static void main(String[] arguments) throws Exception {
        S3Settings settings = new S3Settings(URI.create(System.getenv("LIMNER_S3")), System.getenv("LIMNER_S3_ACCESS_KEY"),
                System.getenv("LIMNER_S3_SECRET_KEY"), "limner", null);
        try (S3ObjectStore objects = new S3ObjectStore(settings)) {
            DatasetStore store = new DatasetStore(objects);
            DatasetManifest manifest = store.manifest(DatasetReference.parse(arguments[0]));
            List<byte[]> pictures = new ArrayList<>();
            List<Integer> labels = new ArrayList<>();
            for (int label = 0; label < manifest.classes().size(); label++) {
                try (Stream<Path> files = Files.list(Path.of(arguments[1], Integer.toString(label)))) {
                    for (Path file : files.filter(name -> name.toString().endsWith(".png")).sorted().toList()) {
                        pictures.add(PictureDecoder.decode(Files.readAllBytes(file), file.toString()).pixels());
                        labels.add(label);
                    }
                }
            }
            try (LabelAccuracy classifier = LabelAccuracy.train(split(store, manifest, Split.TRAIN), IMAGES, SEED, "cpu")) {
                System.out.printf("%.4f %.4f %d%n",
                        classifier.of(pictures, labels.stream().mapToInt(Integer::intValue).toArray()),
                        classifier.of(split(store, manifest, Split.HELD_OUT)), pictures.size());
            }
        }
    }

    private static TrainingPictures split(DatasetStore store, DatasetManifest manifest, Split split) {
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
