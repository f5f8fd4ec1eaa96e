package dev.limner.store.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.store.Sha256;

class DraftTest {
    private static final Frame FRAME = new Frame(2, 1, Colour.GREY, List.of("boot", "coat"));

    @Test
    void shouldDigestWhatItsDocumentationSays() {
        // Given
        try (Draft draft = new Draft(FRAME, 1 << 20)) {
            draft.add(new byte[]{(byte) 0x80, 0}, 1, Split.HELD_OUT);
            draft.add(new byte[]{0x7f, 1}, -1, Split.TRAIN);

            // When
            SealedDraft sealed = draft.seal();

            // Then
            byte[] line = "[1,1,2,[\"boot\",\"coat\"]]\n".getBytes(StandardCharsets.UTF_8);
            byte[] first = {0x7f, 1, -1, -1, -1, -1, -1, -1, -1, -1, 0};
            byte[] second = {(byte) 0x80, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1};
            assertThat(sealed.digest()).isEqualTo(Sha256.hex(joined(line, first, second)));
            assertThat(sealed.count(Split.TRAIN)).isEqualTo(1);
            assertThat(sealed.count(Split.HELD_OUT)).isEqualTo(1);
        }
    }

    @Test
    void shouldNotDependOnTheOrderNorOnWhereThePixelsAreHeld() {
        // Given
        List<PictureRecord> pictures = pictures(3_000, 5);
        String digest = digest(pictures, 1 << 30);

        // When
        Collections.shuffle(pictures, new Random(1));

        // Then
        assertThat(digest(pictures, 1 << 30)).isEqualTo(digest);
        assertThat(digest(pictures, 0)).isEqualTo(digest);
    }

    @Test
    void shouldNoticeEveryDifference() {
        // Given
        List<PictureRecord> pictures = pictures(10, 6);
        PictureRecord last = pictures.remove(9);
        List<String> digests = new ArrayList<>();
        byte[] brighter = last.pixels().clone();
        brighter[1]++;

        // When
        for (PictureRecord other : List.of(last, new PictureRecord(brighter, last.label(), last.split()),
                new PictureRecord(last.pixels(), last.label() == 1 ? 0 : 1, last.split()),
                new PictureRecord(last.pixels(), -1, last.split()),
                new PictureRecord(last.pixels(), last.label(),
                        last.split() == Split.TRAIN ? Split.HELD_OUT : Split.TRAIN))) {
            pictures.add(other);
            digests.add(digest(pictures, 1 << 20));
            pictures.remove(9);
        }
        digests.add(digest(pictures, 1 << 20));

        // Then
        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void shouldNoticeOtherClassNamesAndAnotherShape() {
        // Given
        byte[] pixels = {1, 2};

        // When
        List<String> digests = new ArrayList<>();
        for (Frame frame : List.of(FRAME, new Frame(1, 2, Colour.GREY, FRAME.classes()),
                new Frame(2, 1, Colour.GREY, List.of("coat", "boot")))) {
            try (Draft draft = new Draft(frame, 1 << 20)) {
                draft.add(pixels, 0, Split.TRAIN);
                digests.add(draft.seal().digest());
            }
        }

        // Then
        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveOutDuplicatesAndCountWhatContradictsItself() {
        // Given
        try (Draft draft = new Draft(FRAME, 1 << 20)) {
            byte[] a = {1, 1};
            byte[] b = {2, 2};
            byte[] c = {3, 3};
            draft.add(a, 0, Split.TRAIN);
            draft.add(b, 0, Split.TRAIN);
            draft.add(a, 0, Split.TRAIN);
            draft.add(a, 0, Split.TRAIN);
            draft.add(b, 1, Split.TRAIN);
            draft.add(c, 1, Split.TRAIN);
            draft.add(c, 1, Split.HELD_OUT);

            // When
            SealedDraft sealed = draft.seal();

            // Then
            assertThat(draft.added()).isEqualTo(7);
            assertThat(sealed.duplicates()).isEqualTo(2);
            assertThat(sealed.conflicting()).isEqualTo(1);
            assertThat(sealed.inBothSplits()).isEqualTo(1);
            assertThat(sealed.count(Split.TRAIN)).isEqualTo(4);
            assertThat(sealed.count(Split.HELD_OUT)).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        // Given
        try (Draft draft = new Draft(FRAME, 1 << 20)) {
            // When and then
            assertThatThrownBy(() -> draft.add(new byte[3], 0, Split.TRAIN)).hasMessageContaining("3 bytes");
            assertThatThrownBy(() -> draft.add(new byte[2], 2, Split.TRAIN)).hasMessageContaining("label 2");
            assertThatThrownBy(() -> draft.add(new byte[2], -2, Split.TRAIN)).hasMessageContaining("label -2");
            draft.seal();
            assertThatThrownBy(() -> draft.add(new byte[2], 0, Split.TRAIN))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldRefuseTwoClassesOfOneName() {
        assertThatThrownBy(() -> new Frame(2, 1, Colour.GREY, List.of("boot", "boot")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("boot");
    }

    private static String digest(List<PictureRecord> pictures, long heapBytes) {
        try (Draft draft = new Draft(new Frame(32, 32, Colour.RGB, List.of("boot", "coat")), heapBytes)) {
            pictures.forEach(draft::add);
            return draft.seal().digest();
        }
    }

    /** Pictures of 3 × 32 × 32 of which many begin alike, and some are equal. */
    private static List<PictureRecord> pictures(int count, long seed) {
        Random random = new Random(seed);
        List<PictureRecord> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[3 * 32 * 32];
            pixels[random.nextInt(pixels.length)] = (byte) random.nextInt();
            pictures.add(new PictureRecord(pixels, random.nextInt(3) - 1,
                    random.nextBoolean() ? Split.TRAIN : Split.HELD_OUT));
        }
        return pictures;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
