package dev.limner.images;

import java.util.List;
import java.util.Map;

/** Many pictures as one, on white. Pixels are enlarged as squares, so that what one sees is what there is. */
public final class ContactSheet {
    private static final int LARGEST_LETTERS = 3;

    private ContactSheet() {}

    /**
     * Pictures row by row, each in a cell as large as the largest of them. The sheet is grey where all are.
     *
     * @param pictures at least one
     * @param columns  pictures in a row, 1 and up
     * @param scale    sheet pixels for one picture pixel, 1 and up
     * @param gap      sheet pixels around each picture, 0 and up
     */
    public static Picture of(List<Picture> pictures, int columns, int scale, int gap) {
        Cells cells = Cells.of(pictures, scale, gap);
        int across = Math.min(columns, pictures.size());
        int down = (pictures.size() + columns - 1) / columns;
        Canvas canvas = new Canvas(pictures, cells.span(across, cells.width), cells.span(down, cells.height));
        for (int i = 0; i < pictures.size(); i++) {
            canvas.put(pictures.get(i), cells.start(i % columns, cells.width), cells.start(i / columns, cells.height),
                    scale);
        }
        return canvas.picture();
    }

    /**
     * A row of pictures for each name, with the name at its left.
     *
     * @param rows  pictures by name, in the map's own order; at least one picture in all
     * @param scale sheet pixels for one picture pixel, 1 and up
     */
    public static Picture labelled(Map<String, List<Picture>> rows, int scale) {
        List<Picture> pictures = rows.values().stream().flatMap(List::stream).toList();
        Cells cells = Cells.of(pictures, scale, scale);
        int letters = Math.min(LARGEST_LETTERS, Math.max(1, cells.height / 28));
        int margin = Glyphs.ADVANCE * letters;
        int left = 2 * margin + letters * rows.keySet().stream().mapToInt(Glyphs::width).max().orElse(0);
        int across = rows.values().stream().mapToInt(List::size).max().orElse(0);
        int height = Math.max(cells.height, letters * Glyphs.HEIGHT);
        Canvas canvas = new Canvas(pictures, left + cells.span(across, cells.width), cells.span(rows.size(), height));
        int row = 0;
        for (Map.Entry<String, List<Picture>> entry : rows.entrySet()) {
            int top = cells.start(row++, height);
            canvas.write(entry.getKey(), margin, top + (height - letters * (Glyphs.HEIGHT - 1)) / 2, letters);
            for (int i = 0; i < entry.getValue().size(); i++) {
                canvas.put(entry.getValue().get(i), left + cells.start(i, cells.width), top, scale);
            }
        }
        return canvas.picture();
    }

    /** Cells of one size with a gap around each, in sheet pixels. */
    private record Cells(int width, int height, int gap) {
        static Cells of(List<Picture> pictures, int scale, int gap) {
            if (pictures.isEmpty()) {
                throw new IllegalArgumentException("a contact sheet of no pictures");
            }
            return new Cells(scale * pictures.stream().mapToInt(Picture::width).max().orElseThrow(),
                    scale * pictures.stream().mapToInt(Picture::height).max().orElseThrow(), gap);
        }

        int start(int index, int size) {
            return gap + index * (size + gap);
        }

        int span(int count, int size) {
            return start(count, size);
        }
    }
}
