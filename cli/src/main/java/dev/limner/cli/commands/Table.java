package dev.limner.cli.commands;

import java.util.ArrayList;
import java.util.List;

/** Text in columns, each as wide as its widest cell. */
public final class Table {
    private static final String GAP = "  ";

    private Table() {}

    /** A line for each row. */
    public static List<String> lines(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
