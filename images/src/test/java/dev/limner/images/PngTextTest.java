package dev.limner.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.PngChunks.Chunk;

class PngTextTest {
    private static final Picture PICTURE = Pictures.noisy(1, 4, 4, 1);

    @Test
    void shouldReadBackTextAndXmp() {
        // Given
        Map<String, String> text = Map.of("Software", "Limner", "Title", "Größe", "Description", "花, and 🌸",
                "limner:seed", "7", "Empty", "");

        // When
        Map<String, String> read = PngText.read(PngEncoder.encode(PICTURE, text, "<x:xmpmeta>ü</x:xmpmeta>"));

        // Then
        assertThat(read).hasSize(6).containsAllEntriesOf(text)
                .containsEntry(PngEncoder.XMP_KEYWORD, "<x:xmpmeta>ü</x:xmpmeta>");
    }

    @Test
    void shouldReadPackedText() throws IOException {
        // Given
        byte[] png = withChunk("zTXt", join("Comment\0\0", packed("grüße".repeat(500).getBytes(ISO_8859_1))));

        // When
        Map<String, String> read = PngText.read(png);

        // Then
        assertThat(read).containsExactly(Map.entry("Comment", "grüße".repeat(500)));
    }

    @Test
    void shouldRefuseTextThatUnpacksWithoutEnd() throws IOException {
        // Given: 64 MiB in 64 KiB, in both of the packed forms
        byte[] bomb = packed(new byte[64 << 20]);
        byte[] plain = withChunk("zTXt", join("Comment\0\0", bomb));
        byte[] international = withChunk("iTXt", join("Comment\0\1\0\0\0", bomb));

        // When
        Problems problems = new Problems(plain, international);

        // Then
        assertThat(problems.types()).containsOnly(ProblemType.TOO_LARGE.uri());
    }

    @Test
    void shouldRefuseManyTextsThatAreTooLargeTogether() throws IOException {
        // Given
        byte[] large = join("Comment\0\0", packed(new byte[PngText.LARGEST / 2]));
        byte[] half = withChunk("zTXt", large);
        byte[] twice = withChunks(List.of(chunk("zTXt", large), chunk("zTXt", large), chunk("tEXt", join("a\0b"))));
        byte[] many = withChunks(Collections.nCopies(1001, chunk("tEXt", join("a\0b"))));

        // When
        Problems problems = new Problems(twice, many);

        // Then
        assertThat(PngText.read(half)).hasSize(1);
        assertThat(problems.types()).containsOnly(ProblemType.TOO_LARGE.uri());
    }

    @Test
    void shouldRefuseDamagedText() throws IOException {
        // Given
        byte[] packed = packed("some text".getBytes(ISO_8859_1));
        byte[] unended = withChunk("tEXt", join("Comment"));
        byte[] cut = withChunk("zTXt", join("Comment\0\0", Arrays.copyOf(packed, 6)));
        byte[] garbage = withChunk("zTXt", join("Comment\0\0", new byte[]{1, 2, 3}));
        byte[] method = withChunk("zTXt", join("Comment\0\7", packed));
        byte[] bare = withChunk("iTXt", join("Comment\0"));
        byte[] nothing = new byte[0];

        // When
        Problems problems = new Problems(unended, cut, garbage, method, bare, nothing);

        // Then
        assertThat(problems.types()).hasSize(6).containsOnly(ProblemType.UNREADABLE_PICTURE.uri());
    }

    /** The problems that reading each of these ends in. */
    private record Problems(byte[]... pngs) {
        List<String> types() {
            List<String> types = new ArrayList<>();
            for (byte[] png : pngs) {
                types.add(catchThrowableOfType(ProblemException.class, () -> PngText.read(png)).problem().type());
            }
            return types;
        }
    }

    private static byte[] withChunk(String type, byte[] data) {
        return withChunks(List.of(chunk(type, data)));
    }

    private static byte[] withChunks(List<Chunk> added) {
        List<Chunk> chunks = new ArrayList<>(PngChunks.read(PngEncoder.encode(PICTURE), "p.png"));
        chunks.addAll(1, added);
        return PngChunks.write(chunks);
    }

    private static Chunk chunk(String type, byte[] data) {
        return new Chunk(type, ByteBuffer.wrap(data));
    }

    private static byte[] join(String head, byte[]... tails) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(head.getBytes(ISO_8859_1));
        for (byte[] tail : tails) {
            joined.writeBytes(tail);
        }
        return joined.toByteArray();
    }

    private static byte[] packed(byte[] text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(text);
        }
        return packed.toByteArray();
    }
}
