package dev.limner.generator.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.ModelEvent.CheckpointPublished;
import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.models.Configuration;
import dev.limner.models.Families;
import dev.limner.models.PictureShape;
import dev.limner.models.Previews;
import dev.limner.models.Progress;
import dev.limner.models.Sampler;
import dev.limner.models.Snapshot;
import dev.limner.models.Training;
import dev.limner.models.TrainingObserver;
import dev.limner.models.TrainingPictures;
import dev.limner.models.Wish;
import dev.limner.models.engine.Torch;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.checkpoints.CheckpointManifest;
import dev.limner.store.checkpoints.CheckpointStore;

/** A tiny model, trained for one step by the real engine, stored and loaded again. */
class StoredModelLoaderTest {
    private static final PictureShape SHAPE = new PictureShape(1, 28, 28);
    private static final List<String> CLASSES = List.of("dark", "bright");
    private static Snapshot trained;

    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final CheckpointStore checkpoints = new CheckpointStore(objects);
    private final StoredModelLoader loader = new StoredModelLoader(checkpoints, "cpu");

    @BeforeAll
    static void train() {
        Torch.threads(1);
        Configuration configuration = Families.named("vae").configure(null,
                Map.of("batch", "8", "channels", "4", "hidden", "8", "latent", "2"), SHAPE, CLASSES, 7);
        Training.run(configuration, Budget.images(8), new Flat(), TrainingPictures.none(SHAPE, CLASSES),
                Optional.empty(), "cpu", new Keeper());
    }

    @Test
    void shouldPaintTheSameBytesAloneAndAmongOthers() {
        // Given
        Sampler sampler = loader.load(stored(Map.of())).sampler();
        List<byte[]> together = sampler.sample(3, 0, 5, new int[]{0, 1, 0, 1, 0}, 1);

        // When
        byte[] alone = sampler.sample(3, 3, 1, new int[]{1}, 1).get(0);

        // Then
        assertThat(alone).isEqualTo(together.get(3)).hasSize(SHAPE.bytes());
        sampler.close();
    }

    @Test
    void shouldRefuseCheckpointThatIsNotTheOneTheRegistryNames() {
        // Given
        CheckpointPublished published = stored(Map.of());
        CheckpointPublished another = new CheckpointPublished(published.model(), published.checkpoint(), 1,
                published.run(), published.family(), published.preset(), published.dataset(), published.images(),
                published.manifest(), "0".repeat(64), published.width(), published.height(), published.colour(),
                published.classes());

        // When
        assertThatThrownBy(() -> loader.load(another))

                // Then
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.problem().type()).isEqualTo(ProblemType.CORRUPT_OBJECT.uri()));
    }

    @Test
    void shouldNotBlameTheSenderForCheckpointOfAnotherVersion() {
        // Given
        CheckpointPublished newer = stored(Map.of("settingOfTomorrow", "1"));

        // When
        assertThatThrownBy(() -> loader.load(newer))

                // Then
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.problem().type()).isEqualTo(ProblemType.INTERNAL.uri()))
                .hasMessageContaining("run-1-8").hasMessageContaining("settingOfTomorrow");
    }

    @Test
    void shouldSayWhichFamiliesPaintWhereOneDoesNot() {
        // Given
        CheckpointPublished matting = stored(Map.of(), "matting");

        // When
        assertThatThrownBy(() -> loader.load(matting))

                // Then
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.problem().type())
                                .isEqualTo(ProblemType.UNSUPPORTED_OPERATION.uri()))
                .hasMessageContaining("'flat-vae' is of family matting").hasMessageContaining("cnn, flow, gan, vae");
    }

    private CheckpointPublished stored(Map<String, String> furtherSettings) {
        return stored(furtherSettings, "vae");
    }

    private CheckpointPublished stored(Map<String, String> furtherSettings, String family) {
        SortedMap<String, String> settings = new TreeMap<>(trained.configuration().settings());
        settings.putAll(furtherSettings);
        CheckpointManifest manifest = checkpoints.save(new CheckpointManifest(CheckpointManifest.FORMAT, "flat-vae",
                "run-1-8", "run", 1, family, trained.configuration().preset(), settings, 28, 28, Colour.GREY, CLASSES,
                new DatasetReference("flat", 1), "e".repeat(64), 8, 1, 7, null, Map.of(), "none", null, Instant.EPOCH),
                trained.weights(), trained.averages(), trained.trainingState());
        return new CheckpointPublished("flat-vae", manifest.checkpoint(), 1, "run", family, manifest.preset(),
                manifest.dataset(), 8, manifest.key(), manifest.digest(), 28, 28, Colour.GREY, CLASSES);
    }

    /** Pictures of one grey each. */
    private static final class Flat implements TrainingPictures {
        @Override
        public PictureShape shape() {
            return SHAPE;
        }

        @Override
        public int count() {
            return 8;
        }

        @Override
        public List<String> classes() {
            return CLASSES;
        }

        @Override
        public int label(int i) {
            return i % 2;
        }

        @Override
        public void copy(int i, byte[] target, int offset) {
            Arrays.fill(target, offset, offset + SHAPE.bytes(), (byte) (i % 2 == 0 ? 30 : 220));
        }
    }

    private static final class Keeper implements TrainingObserver {
        @Override
        public void started(long parameters, String device) {
            assertThat(device).isEqualTo("cpu");
        }

        @Override
        public void progressed(Progress progress) {
            assertThat(progress.images()).isEqualTo(8);
        }

        @Override
        public Wish wish(Progress progress) {
            return Wish.GO_ON;
        }

        @Override
        public void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {
            trained = snapshot;
        }
    }
}
