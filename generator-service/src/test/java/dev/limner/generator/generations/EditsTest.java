package dev.limner.generator.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.contracts.messages.InputPicture;
import dev.limner.contracts.messages.ModelEvent.CheckpointPublished;
import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.messages.OperationCommand.Interpolate;
import dev.limner.contracts.messages.OperationCommand.Repair;
import dev.limner.contracts.messages.OperationCommand.Vary;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.generator.serving.LoadedModel;
import dev.limner.generator.serving.ModelLoader;
import dev.limner.generator.serving.NoiseModels;
import dev.limner.generator.serving.Samplers;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PngEncoder;
import dev.limner.jobs.Claim;
import dev.limner.jobs.JobState;
import dev.limner.jobs.Jobs;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;
import dev.limner.models.editing.Code;
import dev.limner.models.editing.Editor;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.results.ArchiveIndex;

/** Operations by a model: what the service does around the model's own part, which here paints one grey each. */
class EditsTest {
    private static final ModelReference MODEL = ModelReference.parse("flowers-vae");
    private static final Picture SLOPE = Drawn.grey(16, 16, (y, x) -> 8 * x + 4 * y);
    private static final Picture DOT = Drawn.grey(16, 16, (y, x) -> Math.hypot(y - 8, x - 8) < 4 ? 255 : 0);

    private final Jobs jobs = TestDatabase.fresh();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final Told told = new Told();
    private final Samplers samplers = new Samplers(new GreyModels(), 100);
    private boolean edits = true;
    private Generations generations;
    private LargeGenerations large;

    @BeforeEach
    void begin() {
        generations = new Generations(jobs, this::lease, objects, told, "1.2.3");
        large = new LargeGenerations(jobs, this::lease, objects, told, "1.2.3", Clock.systemUTC());
    }

    @Test
    void shouldBlendWhatTheModelPaintsAndLeaveTheRest() {
        // When: the model paints the hole flat
        List<Picture> repaired = run(new Repair("r-1", MODEL, inline(SLOPE), inline(DOT), null, 2, "tulip", 3L));

        // Then: flat between borders on a slope is a slope again
        assertThat(repaired).hasSize(2);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                int tolerance = DOT.at(0, y, x) == 0 ? 0 : 2;
                assertThat(repaired.get(0).at(0, y, x)).as("(%d, %d)", x, y)
                        .isBetween(SLOPE.at(0, y, x) - tolerance, SLOPE.at(0, y, x) + tolerance);
            }
        }
    }

    @Test
    void shouldMakeAsManyVariantsAsAreAskedFor() {
        assertThat(run(new Vary("v-1", MODEL, inline(SLOPE), 0.3, 5, null, 3L))).hasSize(5);
    }

    @Test
    void shouldWalkFromStationToStationAndBack() {
        // When: the stations' codes are their seeds
        List<Picture> walk = run(new Interpolate("i-1", MODEL, List.of(0L, 100L), List.of("rose"), 4, null, null, true,
                1.0));

        // Then
        assertThat(walk).extracting(frame -> frame.at(0, 0, 0)).containsExactly(0, 50, 100, 50);
    }

    @Test
    void shouldReachTheLastStationWithItsLastFrame() {
        assertThat(run(new Interpolate("i-1", MODEL, List.of(0L, 100L, 40L), null, 5, null, null, false, 1.0)))
                .extracting(frame -> frame.at(0, 0, 0)).containsExactly(0, 50, 100, 70, 40);
    }

    @Test
    void shouldLayOutGridBetweenItsCorners() {
        assertThat(run(new Interpolate("i-1", MODEL, List.of(0L, 100L, 200L, 250L), null, null, 3, 2, null, 1.0)))
                .extracting(frame -> frame.at(0, 0, 0)).containsExactly(0, 50, 100, 200, 225, 250);
    }

    @ParameterizedTest
    @MethodSource
    void shouldRefuseAndSayWhy(OperationCommand command, String field, String part) {
        // When
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> generations.handle(command));

        // Then
        assertThat(refused).isNotNull();
        assertThat(refused.problem().type()).isEqualTo(ProblemType.INVALID_FIELD.uri());
        assertThat(refused.problem().field()).isEqualTo(field);
        assertThat(refused.problem().detail()).contains(part);
        assertThat(jobs.find(command.id())).isEmpty();
    }

    static Stream<Arguments> shouldRefuseAndSayWhy() {
        Picture larger = Drawn.grey(20, 16, (y, x) -> x);
        Picture red = Drawn.rgb(16, 16, (y, x, c) -> c == 0 ? 255 : 0);
        Picture black = Drawn.grey(16, 16, (y, x) -> 0);
        return Stream.of(
                Arguments.of(new Repair("x", MODEL, inline(larger), inline(larger), null, 1, null, 1L), "mask",
                        "is empty"),
                Arguments.of(new Vary("x", MODEL, inline(larger), 0.5, 1, null, 1L), "picture",
                        "16×20 pixels; the model paints 16×16"),
                Arguments.of(new Vary("x", MODEL, inline(red), 0.5, 1, null, 1L), "picture", "paints grey"),
                Arguments.of(new Vary("x", MODEL, inline(SLOPE), 0.5, 1, "oak", 1L), "label", "rose, tulip"),
                Arguments.of(new Repair("x", MODEL, inline(SLOPE), inline(black), null, 1, null, 1L), "mask",
                        "is empty"),
                Arguments.of(new Interpolate("x", MODEL, List.of(1L, 2L), List.of("rose", "oak"), 3, null, null, false,
                        null), "label", "rose, tulip"));
    }

    @Test
    void shouldSayWhichFamiliesCanWhereTheModelsCannot() {
        // Given
        edits = false;

        // When
        ProblemException refused = catchThrowableOfType(ProblemException.class,
                () -> generations.handle(new Vary("x", MODEL, inline(SLOPE), 0.5, 1, null, 1L)));

        // Then
        assertThat(refused.problem().type()).isEqualTo(ProblemType.UNSUPPORTED_OPERATION.uri());
        assertThat(refused.problem().detail()).contains("cannot vary", "vae, gan, cnn and flow");
    }

    private List<Picture> run(OperationCommand command) {
        generations.handle(command);
        Claim claim = jobs.claim(Generations.KIND, "test").orElseThrow();
        large.run(claim);
        assertThat(jobs.find(command.id()).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        String archive = "generations/%s/1.zip".formatted(command.id());
        List<Picture> pictures = new ArrayList<>();
        ArchiveIndex.read(objects, archive).places().forEach((name, place) -> {
            if (name.endsWith(".png")) {
                pictures.add(PictureDecoder.decode(objects.range(archive, place.offset(), place.length()), name));
            }
        });
        return pictures;
    }

    private Samplers.Lease lease(ModelReference reference) {
        return samplers.lease(NoiseModels.checkpoint("run-1-100"));
    }

    private static InputPicture inline(Picture picture) {
        return new InputPicture.Inline(PngEncoder.encode(picture));
    }

    /** Models whose pictures have one grey, which is their code: a seed's own number. */
    private final class GreyModels implements ModelLoader {
        @Override
        public LoadedModel load(CheckpointPublished checkpoint) {
            return new LoadedModel(new NoiseModels(1).load(checkpoint).manifest(), new GreySampler(), 1);
        }
    }

    private final class GreySampler implements Sampler {
        @Override
        public int batch() {
            return 4;
        }

        @Override
        public double temperature() {
            return 1;
        }

        @Override
        public PictureShape shape() {
            return new PictureShape(1, 16, 16);
        }

        @Override
        public List<byte[]> sample(long seed, long firstIndex, int count, int[] labels, double temperature) {
            throw new IllegalStateException("nobody samples here");
        }

        @Override
        public int noise() {
            return 1;
        }

        @Override
        public List<byte[]> paint(List<float[]> noise, int[] labels) {
            throw new IllegalStateException("nobody paints noise here");
        }

        @Override
        public Optional<Editor> editor() {
            return edits ? Optional.of(new GreyEditor()) : Optional.empty();
        }

        @Override
        public void close() {}
    }

    private static final class GreyEditor implements Editor {
        @Override
        public Code draw(long seed, long index, int label, double temperature) {
            return new Code(new float[]{seed}, new float[0]);
        }

        @Override
        public boolean spherical() {
            return false;
        }

        @Override
        public List<byte[]> paint(List<Code> codes, long first) {
            return codes.stream().map(code -> plain(Math.round(code.numbers()[0]))).toList();
        }

        @Override
        public List<byte[]> repair(byte[] picture, boolean[] known, int label, long seed, int count,
                DoubleConsumer told) {
            return Collections.nCopies(count, plain(label));
        }

        @Override
        public List<byte[]> vary(byte[] picture, int label, double strength, long seed, long first, int count,
                DoubleConsumer told) {
            return Collections.nCopies(count, plain(9));
        }

        private static byte[] plain(int value) {
            byte[] pixels = new byte[256];
            Arrays.fill(pixels, (byte) value);
            return pixels;
        }
    }
}
