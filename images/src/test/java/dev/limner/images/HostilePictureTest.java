package dev.limner.images;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.PngChunks.Chunk;

/** What nobody should send ends in a problem that names the file, and costs no memory. */
class HostilePictureTest {
    private static final byte[] GOOD = PngEncoder.encode(Pictures.noisy(3, 9, 7, 5));

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF88a......", "BM......", "<svg xmlns='http://www.w3.org/2000/svg'/>", "\u0089PN",
            "no picture at all"})
    void shouldRefuseWhatIsNotOnTheList(String content) {
        // Given
        byte[] bytes = content.getBytes(US_ASCII);

        // When
        Problem problem = refusal(bytes);

        // Then
        assertThat(problem.type()).isEqualTo(ProblemType.UNREADABLE_PICTURE.uri());
        assertThat(problem.detail()).contains("hostile.png", "PNG");
    }

    @ParameterizedTest
    @CsvSource({"1,500000000", "500000000,1", "2147483647,2147483647", "6325,6325"})
    void shouldRefuseGiantsByTheirHeader(int width, int height) {
        // Given
        byte[] png = withHeader(width, height, 8, 0);

        // When
        Problem problem = refusal(png);

        // Then
        assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE.uri());
        assertThat(problem.detail()).contains("hostile.png", width + "×" + height,
                Long.toString(Limits.PICTURE_PIXELS));
    }

    @Test
    void shouldRefuseHeadersThatTheDataCannotFill() {
        // Given: 40 megapixels of 16-bit RGBA would be 320 MB; the data has a few bytes
        byte[] png = withHeader(8000, 5000, 16, 6);

        // When
        Problem problem = refusal(png);

        // Then
        assertThat(problem.detail()).contains("hostile.png", "8000×5000", "cannot hold");
    }

    @ParameterizedTest
    @CsvSource({"0,1,8,0", "1,0,8,0", "-1,1,8,0", "7,9,3,2", "7,9,8,5", "7,9,16,3", "7,9,8,3", "7,9,0,0"})
    void shouldRefuseHeadersWithoutMeaning(int width, int height, int bits, int colour) {
        assertThat(refusal(withHeader(width, height, bits, colour)).detail()).contains("hostile.png");
    }

    @Test
    void shouldNotUnpackTextAndProfiles() throws IOException {
        // Given: text and a profile that unpack to 64 MiB each, which nobody asked for
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes("Comment\0\0".getBytes(US_ASCII));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bomb)) {
            deflater.write(new byte[64 << 20]);
        }
        List<Chunk> chunks = new ArrayList<>(PngChunks.read(GOOD, "good.png"));
        chunks.add(1, new Chunk("zTXt", ByteBuffer.wrap(bomb.toByteArray())));
        chunks.add(1, new Chunk("iCCP", ByteBuffer.wrap(bomb.toByteArray())));

        // When
        Picture picture = PictureDecoder.decode(PngChunks.write(chunks), "hostile.png");

        // Then
        assertThat(picture).isEqualTo(PictureDecoder.decode(GOOD, "good.png"));
    }

    @Test
    void shouldRefuseEveryCutOffPicture() {
        for (int length = 0; length < GOOD.length; length++) {
            byte[] cut = Arrays.copyOf(GOOD, length);
            assertThatThrownBy(() -> PictureDecoder.decode(cut, "hostile.png"))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("hostile.png");
        }
    }

    @Test
    void shouldRefuseEveryFlippedBit() {
        for (int at = 0; at < GOOD.length; at++) {
            byte[] flipped = GOOD.clone();
            flipped[at] ^= 0x10;
            assertThatThrownBy(() -> PictureDecoder.decode(flipped, "hostile.png"))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("hostile.png");
        }
    }

    @Test
    void shouldMeetNothingButPicturesAndProblemsInDamageWithGoodChecksums() {
        // Given
        Random random = new Random(11);

        for (int round = 0; round < 500; round++) {
            List<Chunk> chunks = new ArrayList<>(PngChunks.read(GOOD, "good.png"));
            int victim = random.nextInt(chunks.size() - 1);
            byte[] data = chunks.get(victim).bytes();
            data[random.nextInt(data.length)] = (byte) random.nextInt();
            chunks.set(victim, new Chunk(chunks.get(victim).type(), ByteBuffer.wrap(data)));
            byte[] damaged = PngChunks.write(chunks);

            // When
            Throwable thrown = catchThrowable(() -> PictureDecoder.decode(damaged, "hostile.png"));

            // Then
            assertThat(thrown).satisfiesAnyOf(none -> assertThat(none).isNull(),
                    problem -> assertThat(problem).isInstanceOf(ProblemException.class)
                            .hasMessageContaining("hostile.png"));
        }
    }

    @Test
    void shouldRefuseColoursOutsideThePalette() {
        // Given: pixels of values around 100 and more, and a palette of two colours
        List<Chunk> chunks = new ArrayList<>(
                PngChunks.read(PngEncoder.encode(Pictures.plain(1, 4, 4, 100)), "good.png"));
        chunks.set(0, header(4, 4, 8, 3));
        chunks.add(1, new Chunk("PLTE", ByteBuffer.wrap(new byte[6])));

        // When
        Problem problem = refusal(PngChunks.write(chunks));

        // Then
        assertThat(problem.detail()).contains("hostile.png", "colour 100 of a palette of 2");
    }

    @Test
    void shouldRefuseFilesAboveTheLimit() {
        // Given
        byte[] large = Arrays.copyOf(GOOD, Limits.PICTURE_BYTES + 1);

        // When
        Problem problem = refusal(large);

        // Then
        assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE.uri());
        assertThat(problem.detail()).contains("hostile.png", Integer.toString(Limits.PICTURE_BYTES));
    }

    @Test
    void shouldRefuseChunksWithoutNumber() {
        // Given: what is one chunk too many, all of them empty
        List<Chunk> chunks = new ArrayList<>(PngChunks.read(GOOD, "good.png"));
        chunks.addAll(1, Collections.nCopies(1 << 16, new Chunk("teSt", ByteBuffer.allocate(0))));

        // When
        Problem problem = refusal(PngChunks.write(chunks));

        // Then
        assertThat(problem.detail()).contains("hostile.png", "65536 chunks");
    }

    @Test
    void shouldRefusePicturesWithoutData() {
        // Given
        List<Chunk> chunks = PngChunks.read(GOOD, "good.png").stream().filter(chunk -> !chunk.type().equals("IDAT"))
                .toList();

        // When
        Problem problem = refusal(PngChunks.write(chunks));

        // Then
        assertThat(problem.detail()).contains("hostile.png", "0 bytes of data");
    }

    private static Problem refusal(byte[] encoded) {
        return catchThrowableOfType(ProblemException.class, () -> PictureDecoder.decode(encoded, "hostile.png"))
                .problem();
    }

    private static byte[] withHeader(int width, int height, int bits, int colour) {
        List<Chunk> chunks = new ArrayList<>(PngChunks.read(GOOD, "good.png"));
        chunks.set(0, header(width, height, bits, colour));
        return PngChunks.write(chunks);
    }

    private static Chunk header(int width, int height, int bits, int colour) {
        return new Chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) bits)
                .put((byte) colour).put((byte) 0).put((byte) 0).put((byte) 0).flip());
    }
}
