import java.net.URI;
import java.util.Arrays;
import java.util.SortedMap;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.Families;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;
import dev.limner.store.S3ObjectStore;
import dev.limner.store.S3Settings;
import dev.limner.store.checkpoints.CheckpointManifest;
import dev.limner.store.checkpoints.CheckpointStore;
import dev.limner.store.checkpoints.StoredCheckpoint;

/** The bare forward pass of a checkpoint, padded as the generator pads it: p50 and p99 in milliseconds on one line. */
public final class Forward {
    private static final int WARM = 200;
    private static final int TIMED = 400;

    public static void main(String[] arguments) {
        S3Settings settings = new S3Settings(URI.create(System.getenv("LIMNER_S3")), System.getenv("LIMNER_S3_ACCESS_KEY"),
                System.getenv("LIMNER_S3_SECRET_KEY"), "limner", null);
        try (S3ObjectStore store = new S3ObjectStore(settings)) {
            StoredCheckpoint stored = new CheckpointStore(store).load(arguments[0]);
            CheckpointManifest manifest = stored.manifest();
            Configuration configuration = Configuration.of(manifest.family(), manifest.preset(), manifest.configuration(),
                    new PictureShape(manifest.colour().channels(), manifest.height(), manifest.width()), manifest.classes(),
                    manifest.seed());
            SortedMap<String, Tensor> weights = stored.averages().isEmpty() ? stored.weights() : stored.averages();
            try (Sampler sampler = Families.named(manifest.family()).sampler(configuration, weights, "cpu")) {
                double[] millis = new double[TIMED];
                for (int i = -WARM; i < TIMED; i++) {
                    long start = System.nanoTime();
                    sampler.sample(i, 0, 1, new int[]{1}, 1);
                    if (i >= 0) {
                        millis[i] = (System.nanoTime() - start) / 1e6;
                    }
                }
                Arrays.sort(millis);
                System.out.printf("%.3f %.3f %d%n", millis[TIMED / 2], millis[TIMED * 99 / 100], sampler.batch());
            }
        }
    }
}
