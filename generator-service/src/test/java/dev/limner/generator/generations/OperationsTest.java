package dev.limner.generator.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.contracts.messages.Box;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.InputPicture;
import dev.limner.contracts.messages.OperationCommand;
import dev.limner.contracts.messages.OperationCommand.Cutout;
import dev.limner.contracts.messages.OperationCommand.Repair;
import dev.limner.contracts.messages.OperationCommand.Texture;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.generator.serving.Samplers;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PngEncoder;
import dev.limner.images.PngText;
import dev.limner.jobs.Claim;
import dev.limner.jobs.JobState;
import dev.limner.jobs.Jobs;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.Sha256;

/** Operations that need no model, from the command to the stored result. */
class OperationsTest {
    private static final Picture WAVES = Drawn.rgb(32, 32, (y, x, c) -> 128 + 100 * Math.sin(0.4 * x + 0.7 * c)
            * Math.cos(0.3 * y));
    private static final Picture DISC = Drawn.rgb(40, 40,
            (y, x, c) -> Math.hypot(y - 20, x - 20) < 10 ? 200 + (x + y) % 7 : 40 + (x * 3 + y) % 5);
    private static final Picture DOT = Drawn.grey(32, 32, (y, x) -> Math.hypot(y - 16, x - 16) < 5 ? 255 : 0);

    private final Jobs jobs = TestDatabase.fresh();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final Told told = new Told();
    private final Generations generations = new Generations(jobs, OperationsTest::noModel, objects, told, "1.2.3");
    private final LargeGenerations large = new LargeGenerations(jobs, OperationsTest::noModel, objects, told, "1.2.3",
            Clock.systemUTC());

    @Test
    void shouldMakeTextureAndSayWhereItComesFrom() {
        // Given
        Texture command = new Texture("t-1", inline(WAVES), 60, 48, true, null, 7L);

        // When
        generations.handle(command).toCompletableFuture().join();

        // Then
        GenerationEvent.Succeeded event = told.succeeded();
        assertThat(event.operation()).isEqualTo("texture");
        assertThat(event.model()).isNull();
        assertThat(event.seed()).isEqualTo(7);
        assertThat(event.inputs()).containsExactly(new GenerationEvent.Input("exemplar", Sha256.hex(png(WAVES))));
        byte[] png = event.pictures().get(0).png();
        assertThat(PictureDecoder.decode(png, "result")).extracting(Picture::width, Picture::height)
                .containsExactly(60, 48);
        Map<String, String> text = PngText.read(png);
        assertThat(text).containsEntry("limner:operation", "texture").containsEntry("limner:seed", "7")
                .containsEntry("limner:input-exemplar", Sha256.hex(png(WAVES))).doesNotContainKey("limner:model");
        assertThat(text.get("XML:com.adobe.xmp")).contains("/algorithmicMedia<");
    }

    @ParameterizedTest
    @MethodSource
    void shouldGiveTheSameBytesForTheSameRequest(OperationCommand command) {
        // Given
        generations.handle(command);
        byte[] first = objects.get(told.succeeded().archive());

        // When
        generations.handle(command);

        // Then
        assertThat(told.ended).hasSize(2);
        assertThat(objects.get(((GenerationEvent.Succeeded) told.ended.get(1)).archive())).isEqualTo(first);
    }

    static Stream<OperationCommand> shouldGiveTheSameBytesForTheSameRequest() {
        return Stream.of(new Texture("a", inline(WAVES), 60, 48, true, null, null),
                new Cutout("b", inline(DISC), null, null, null),
                new Repair("c", null, inline(WAVES), inline(DOT), null, 2, null, null));
    }

    @Test
    void shouldGiveLongWorkRowAndDoItFromThere() {
        // Given
        Picture exemplar = Drawn.rgb(64, 64, (y, x, c) -> (x * 37 + y * 91 + c * 53 + x * y) % 256);
        generations.handle(new Texture("t-1", inline(exemplar), 300, 200, false, null, 7L));
        Claim claim = jobs.claim(Generations.KIND, "test").orElseThrow();

        // When
        large.run(claim);

        // Then
        assertThat(told.ended).isEmpty();
        assertThat(jobs.find("t-1").orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(objects.list("generations/")).containsExactly("generations/t-1/1.zip");
    }

    @Test
    void shouldLeaveLongWorkWhereItsCancelIsSeen() {
        // Given
        Picture exemplar = Drawn.rgb(64, 64, (y, x, c) -> (x * 37 + y * 91 + c * 53) % 256);
        generations.handle(new Texture("t-1", inline(exemplar), 4096, 4096, false, null, 7L));
        Claim claim = jobs.claim(Generations.KIND, "test").orElseThrow();
        generations.handle(new GenerationCommand.Cancel("c-1", "t-1"));
        claim.heartbeat();

        // When
        large.run(claim);

        // Then
        assertThat(objects.list("generations/")).isEmpty();
        assertThat(claim.ended()).isFalse();
    }

    @Test
    void shouldCutOutWhatStandsOut() {
        // When
        generations.handle(new Cutout("c-1", inline(DISC), null, new Box(5, 5, 30, 30), null));

        // Then
        Picture cut = told.picture();
        assertThat(cut.channels()).isEqualTo(4);
        assertThat(cut.at(3, 20, 20)).isEqualTo(255);
        assertThat(cut.at(3, 2, 2)).isZero();
        assertThat(cut.at(0, 20, 20)).isBetween(198, 208);
        assertThat(told.succeeded().seed()).isNull();
    }

    @Test
    void shouldLayCutoutOverBackgroundOfAnotherSize() {
        // Given
        Picture blue = Drawn.rgb(10, 10, (y, x, c) -> c == 2 ? 255 : 0);

        // When
        generations.handle(new Cutout("c-1", inline(DISC), null, new Box(5, 5, 30, 30), inline(blue)));

        // Then
        Picture picture = told.picture();
        assertThat(picture.channels()).isEqualTo(3);
        assertThat(new int[]{picture.at(0, 1, 1), picture.at(1, 1, 1), picture.at(2, 1, 1)}).containsExactly(0, 0, 255);
        assertThat(picture.at(0, 20, 20)).isBetween(198, 208);
    }

    @Test
    void shouldFillTheMaskAndNothingElse() {
        // When
        generations.handle(new Repair("r-1", null, inline(WAVES), inline(DOT), null, 2, null, 3L));

        // Then
        assertThat(told.succeeded().count()).isEqualTo(2);
        Picture repaired = told.picture();
        for (int i = 0; i < WAVES.pixels().length; i++) {
            if (DOT.pixels()[i % DOT.pixels().length] == 0) {
                assertThat(repaired.pixels()[i]).as("pixel %d", i).isEqualTo(WAVES.pixels()[i]);
            }
        }
    }

    @Test
    void shouldFillWhatIsTransparent() {
        // Given
        byte[] pixels = new byte[4 * 32 * 32];
        System.arraycopy(WAVES.pixels(), 0, pixels, 0, 3 * 32 * 32);
        for (int i = 0; i < 32 * 32; i++) {
            pixels[3 * 32 * 32 + i] = (byte) (255 - (DOT.pixels()[i] & 0xff));
        }

        // When
        generations.handle(new Repair("r-1", null, inline(new Picture(4, 32, 32, pixels)), null, null, 1, null, 3L));

        // Then
        assertThat(told.picture().channels()).isEqualTo(3);
        assertThat(told.picture().at(1, 3, 3)).isEqualTo(WAVES.at(1, 3, 3));
    }

    @Test
    void shouldTakeUploadsAndPicturesOfEarlierGenerations() {
        // Given
        InputPicture.Upload upload = new InputPicture.Upload(Sha256.hex(png(WAVES)));
        objects.put(upload.key(), png(WAVES));
        generations.handle(new Texture("t-1", upload, 40, 40, false, null, 1L));

        // When
        generations.handle(new Texture("t-2", new InputPicture.Generated("t-1", 0), 50, 50, false, null, 1L));

        // Then
        GenerationEvent.Succeeded first = (GenerationEvent.Succeeded) told.ended.get(0);
        GenerationEvent.Succeeded second = (GenerationEvent.Succeeded) told.ended.get(1);
        assertThat(second.inputs().get(0).sha256()).isEqualTo(first.pictures().get(0).sha256());
    }

    @ParameterizedTest
    @MethodSource
    void shouldRefuseAndSayWhy(OperationCommand command, ProblemType type, String field, String part) {
        // When
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> generations.handle(command));

        // Then
        assertThat(refused).isNotNull();
        assertThat(refused.problem().type()).isEqualTo(type.uri());
        assertThat(refused.problem().field()).isEqualTo(field);
        assertThat(refused.problem().detail()).contains(part);
        assertThat(jobs.find(command.id())).isEmpty();
        assertThat(told.ended).isEmpty();
    }

    static Stream<Arguments> shouldRefuseAndSayWhy() {
        Picture nothing = Drawn.grey(32, 32, (y, x) -> 0);
        Picture all = Drawn.grey(32, 32, (y, x) -> 255);
        InputPicture text = new InputPicture.Inline("no picture".getBytes(StandardCharsets.UTF_8));
        InputPicture unknown = new InputPicture.Upload("0".repeat(64));
        ProblemType invalid = ProblemType.INVALID_FIELD;
        return Stream.of(
                Arguments.of(new Texture("x", inline(Drawn.grey(1, 1, (y, x) -> 9)), 64, 64, null, null, 1L), invalid,
                        "exemplar", "1×1 pixels: each side has 8 to 2048"),
                Arguments.of(new Texture("x", inline(WAVES), 64, 64, null, 33, 1L), invalid, "block", "32"),
                Arguments.of(new Texture("x", text, 64, 64, null, null, 1L), ProblemType.UNREADABLE_PICTURE, null,
                        "'exemplar' is no picture"),
                Arguments.of(new Texture("x", unknown, 64, 64, null, null, 1L), ProblemType.UNKNOWN_UPLOAD, null,
                        "POST /v1/uploads"),
                Arguments.of(new Texture("x", new InputPicture.Generated("none", 0), 64, 64, null, null, 1L),
                        ProblemType.UNKNOWN_JOB, null, "'none'"),
                Arguments.of(new Repair("x", null, inline(WAVES), inline(DISC), null, 1, null, 1L), invalid, "mask",
                        "40×40 pixels and the picture 32×32"),
                Arguments.of(new Repair("x", null, inline(WAVES), inline(nothing), null, 1, null, 1L), invalid, "mask",
                        "is empty"),
                Arguments.of(new Repair("x", null, inline(WAVES), inline(all), null, 1, null, 1L), invalid, "mask",
                        "covers the whole picture"),
                Arguments.of(new Repair("x", null, inline(WAVES), null, null, 1, null, 1L), invalid, "mask",
                        "is missing"),
                Arguments.of(new Repair("x", null, inline(WAVES.toRgba()), null, null, 1, null, 1L), invalid,
                        "picture", "nowhere transparent"),
                Arguments.of(new Repair("x", null, inline(WAVES), null, new Box(40, 0, 2, 2), 1, null, 1L), invalid,
                        "box", "outside the picture"),
                Arguments.of(new Repair("x", null, inline(WAVES), null, new Box(1, 0, 31, 32), 1, null, 1L), invalid,
                        "box", "3×3"),
                Arguments.of(new Repair("x", null, inline(WAVES), inline(DOT), null, 1, "rose", 1L), invalid, "label",
                        "for models"),
                Arguments.of(new Cutout("x", inline(WAVES), inline(all), null, null), invalid, "trimap",
                        "both are needed"),
                Arguments.of(new Cutout("x", inline(WAVES), inline(DISC), null, null), invalid, "trimap", "40×40"),
                Arguments.of(new Cutout("x", inline(WAVES), null, new Box(30, 30, 3, 1), null), invalid, "box",
                        "(33, 31)"),
                Arguments.of(new Cutout("x", inline(WAVES), null, new Box(0, 0, 32, 32), null), invalid, "box",
                        "whole picture"),
                Arguments.of(new Cutout("x", inline(Drawn.grey(4, 40, (y, x) -> 9)), null, null, null), invalid,
                        "picture", "at least 8"));
    }

    @Test
    void shouldFailFromItsRowWhatIsTooLargeToBeLookedAtBefore() {
        // Given: a PNG of 2 000 × 1 000 pixels that breaks off
        byte[] png = PngEncoder.encode(Drawn.grey(1000, 2000, (y, x) -> x * 7 % 256));
        byte[] cut = Arrays.copyOf(png, png.length / 2);
        generations.handle(new Cutout("c-1", new InputPicture.Inline(cut), null, null, null));
        Claim claim = jobs.claim(Generations.KIND, "test").orElseThrow();

        // When
        assertThatThrownBy(() -> large.run(claim))

                // Then
                .isInstanceOfSatisfying(ProblemException.class, failed -> assertThat(failed.problem().type())
                        .isEqualTo(ProblemType.UNREADABLE_PICTURE.uri()));
    }

    private static Samplers.Lease noModel(ModelReference reference) {
        throw new IllegalStateException("no model is needed, and %s was asked for".formatted(reference));
    }

    private static byte[] png(Picture picture) {
        return PngEncoder.encode(picture);
    }

    private static InputPicture inline(Picture picture) {
        return new InputPicture.Inline(png(picture));
    }
}
