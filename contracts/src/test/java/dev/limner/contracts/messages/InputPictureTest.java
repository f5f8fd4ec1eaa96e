package dev.limner.contracts.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;

class InputPictureTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Test
    void shouldCarrySmallPictureItself() {
        // Given
        String base64 = Base64.getEncoder().encodeToString(new byte[Limits.INLINE_INPUT_BYTES]);

        // When
        OperationCommand.Cutout command = cutout("\"" + base64 + "\"");

        // Then
        assertThat(command.picture()).isInstanceOfSatisfying(InputPicture.Inline.class,
                picture -> assertThat(picture.bytes()).hasSize(Limits.INLINE_INPUT_BYTES));
    }

    @Test
    void shouldSendWhatIsTooLargeForCommandToTheUploads() {
        // Given
        String base64 = Base64.getEncoder().encodeToString(new byte[Limits.INLINE_INPUT_BYTES + 1]);

        // When
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> cutout("\"" + base64 + "\""));

        // Then
        assertThat(refused.problem().field()).isEqualTo("picture");
        assertThat(refused.problem().detail()).contains("524289 bytes", "524288", "POST /v1/uploads");
    }

    @Test
    void shouldNameTheFieldWithinPicture() {
        // When
        ProblemException refused = catchThrowableOfType(ProblemException.class,
                () -> cutout("{\"generation\": \"g\", \"index\": 10000}"));

        // Then
        assertThat(refused.problem().field()).isEqualTo("picture.index");
    }

    @Test
    void shouldReplaceSomeOfCommandsPictures() {
        // Given
        OperationCommand.Cutout command = new OperationCommand.Cutout("c", new InputPicture.Inline(new byte[]{1}),
                new InputPicture.Generated("g", 2), null, null);

        // When
        OperationCommand replaced = command.with(Map.of("picture", new InputPicture.Upload(DIGEST)));

        // Then
        assertThat(replaced.inputs()).containsExactly(Map.entry("picture", new InputPicture.Upload(DIGEST)),
                Map.entry("trimap", new InputPicture.Generated("g", 2)));
    }

    @Test
    void shouldTakeOneWayOnlyToSayWhatIsMeant() {
        // Given
        String two = """
                {"id": "c", "picture": "upload:%1$s", "%2$s": "upload:%1$s",
                 "box": {"x": 0, "y": 0, "width": 4, "height": 4}}""";

        // When
        ProblemException cutout = catchThrowableOfType(ProblemException.class,
                () -> Json.read(two.formatted(DIGEST, "trimap").getBytes(), OperationCommand.Cutout.class));
        ProblemException repair = catchThrowableOfType(ProblemException.class,
                () -> Json.read(two.formatted(DIGEST, "mask").getBytes(), OperationCommand.Repair.class));

        // Then
        assertThat(cutout.problem().field()).isEqualTo("box");
        assertThat(repair.problem().field()).isEqualTo("box");
    }

    private static OperationCommand.Cutout cutout(String picture) {
        return Json.read("{\"id\": \"c\", \"picture\": %s}".formatted(picture).getBytes(),
                OperationCommand.Cutout.class);
    }
}
