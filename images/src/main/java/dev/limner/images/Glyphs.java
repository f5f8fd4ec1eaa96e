package dev.limner.images;

import java.text.Normalizer;
import java.util.HexFormat;

/**
 * The letters of contact sheets, 5×7 dots and a row for what hangs below, for the 95 printable ASCII characters. Not the platform's fonts: a slim
 * container has none, and AWT fails there.
 */
final class Glyphs {
    static final int WIDTH = 5;
    static final int HEIGHT = 8;
    /** From one letter to the next. */
    static final int ADVANCE = 6;
    private static final char FIRST = ' ';
    private static final char LAST = '~';
    private static final int UNKNOWN = -1;
    /** Five columns a character from space to tilde, a bit for each dot from the top (lowest) down. */
    private static final byte[] COLUMNS = HexFormat.of().parseHex("""
            0000000000 00005F0000 0007000700 147F147F14 242A7F2A12 2313086462 3649562050 0008070300
            001C224100 0041221C00 2A1C7F1C2A 08083E0808 0080703000 0808080808 0000606000 2010080402
            3E5149453E 00427F4000 4261514946 2141454B31 1814127F10 2745454539 3C4A494930 0171090503
            3649494936 064949291E 0036360000 0056360000 0008142241 1414141414 0041221408 0201510906
            3E415D594E 7E1111117E 7F49494936 3E41414122 7F4141413E 7F49494941 7F09090901 3E4149497A
            7F0808087F 00417F4100 2040413F01 7F08142241 7F40404040 7F020C027F 7F0408107F 3E4141413E
            7F09090906 3E4151215E 7F09192946 4649494931 01017F0101 3F4040403F 1F2040201F 3F4038403F
            6314081463 0708700807 6151494543 007F414100 0204081020 0041417F00 0402010204 4040404040
            0001020400 2054545478 7F48444438 3844444420 384444487F 3854545418 087E090102 18A4A4A47C
            7F08040478 00447D4000 4080847D00 7F10284400 00417F4000 7C0418047C 7C08040478 3844444438
            FC44444438 38444444FC 7C08040408 4854545420 043F444020 3C4040207C 1C2040201C 3C4030403C
            4428102844 1CA0A0A07C 4464544C44 0008364100 00007F0000 0041360800 0201020402
            """.replaceAll("\\s", ""));

    private Glyphs() {}

    /** A line's letters; accents are left out, and what is not ASCII then shows as an empty box. */
    static int[] letters(String line) {
        return Normalizer.normalize(line, Normalizer.Form.NFD).codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .map(point -> point >= FIRST && point <= LAST ? point - FIRST : UNKNOWN).toArray();
    }

    /** Dots from the first letter's left to the last one's right. */
    static int width(String line) {
        return Math.max(0, letters(line).length * ADVANCE - (ADVANCE - WIDTH));
    }

    /** Whether a letter has a dot there. */
    static boolean inked(int letter, int y, int x) {
        if (letter == UNKNOWN) {
            return y < HEIGHT - 1 && (y == 0 || y == HEIGHT - 2 || x == 0 || x == WIDTH - 1);
        }
        return (COLUMNS[letter * WIDTH + x] >> y & 1) == 1;
    }
}
