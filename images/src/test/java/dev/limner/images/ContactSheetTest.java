package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ContactSheetTest {

    @Test
    void shouldLayPicturesOutRowByRow() {
        // Given
        List<Picture> pictures = List.of(Pictures.plain(1, 2, 2, 10), Pictures.plain(1, 2, 2, 20),
                Pictures.plain(1, 2, 2, 30));

        // When
        Picture sheet = ContactSheet.of(pictures, 2, 3, 1);

        // Then: a gap of 1 around cells of 6
        assertThat(sheet).hasToString("Picture[15×15, grey]");
        assertThat(sheet.at(0, 0, 0)).isEqualTo(255);
        assertThat(sheet.at(0, 1, 1)).isEqualTo(10);
        assertThat(sheet.at(0, 6, 6)).isEqualTo(10);
        assertThat(sheet.at(0, 1, 7)).isEqualTo(255);
        assertThat(sheet.at(0, 1, 8)).isEqualTo(20);
        assertThat(sheet.at(0, 8, 1)).isEqualTo(30);
        assertThat(sheet.at(0, 8, 8)).isEqualTo(255);
    }

    @Test
    void shouldBeColouredWhereOnePictureIs() {
        // Given
        List<Picture> pictures = List.of(Pictures.plain(1, 2, 2, 10),
                new Picture(3, 1, 1, new byte[]{(byte) 200, 100, 50}));

        // When
        Picture sheet = ContactSheet.of(pictures, 5, 1, 0);

        // Then
        assertThat(sheet).hasToString("Picture[4×2, rgb]");
        assertThat(List.of(sheet.at(0, 0, 2), sheet.at(1, 0, 2), sheet.at(2, 0, 2))).containsExactly(200, 100, 50);
        assertThat(sheet.at(2, 1, 1)).isEqualTo(10);
    }

    @Test
    void shouldNameEachRowAtItsLeft() {
        // Given
        Map<String, List<Picture>> rows = new LinkedHashMap<>();
        rows.put("boot", List.of(Pictures.plain(1, 28, 28, 90), Pictures.plain(1, 28, 28, 91)));
        rows.put("", List.of(Pictures.plain(1, 28, 28, 92)));

        // When
        Picture sheet = ContactSheet.labelled(rows, 2);

        // Then: letters of 2×2 dots, in the first row alone
        int left = sheet.width() - 2 * 58 - 2;
        assertThat(left).isEqualTo(2 * 12 + 2 * 23);
        assertThat(sheet.height()).isEqualTo(2 * 58 + 2);
        assertThat(inked(sheet, 2, 58, left)).isBetween(100, 400);
        assertThat(inked(sheet, 60, 116, left)).isZero();
        assertThat(sheet.at(0, 30, left + 2)).isEqualTo(90);
        assertThat(sheet.at(0, 30, left + 60)).isEqualTo(91);
        assertThat(sheet.at(0, 90, left + 2)).isEqualTo(92);
        assertThat(sheet.at(0, 90, left + 60)).isEqualTo(255);
    }

    @Test
    void shouldWriteWhatAsciiHasNotAsItsBaseOrABox() {
        // Given
        int box = Glyphs.letters("花")[0];

        // When
        int[] letters = Glyphs.letters("é花");

        // Then
        assertThat(letters).containsExactly(Glyphs.letters("e")[0], box);
        assertThat(Glyphs.inked(box, 0, 2)).isTrue();
        assertThat(Glyphs.inked(box, 3, 2)).isFalse();
    }

    @Test
    void shouldRefuseToShowNothing() {
        assertThatThrownBy(() -> ContactSheet.of(List.of(), 4, 1, 1)).hasMessageContaining("no pictures");
    }

    private static int inked(Picture sheet, int top, int bottom, int right) {
        int inked = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = 0; x < right; x++) {
                inked += sheet.at(0, y, x) < 255 ? 1 : 0;
            }
        }
        return inked;
    }
}
