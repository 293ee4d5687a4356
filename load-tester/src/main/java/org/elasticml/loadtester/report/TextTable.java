package org.elasticml.loadtester.report;

import java.util.List;
import java.util.stream.IntStream;

/** A table for a terminal: the first column to the left, numbers to the right. */
public final class TextTable {
    private TextTable() {}

    /** Several lines, the last one ended. */
    public static String of(List<String> header, List<List<String>> rows) {
        int[] widths = IntStream.range(0, header.size())
                .map(column -> Math.max(
                        header.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        StringBuilder text = new StringBuilder();
        append(text, header, widths);
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String blanks = " ".repeat(widths[column] - cells.get(column).length());
            text.append(column == 0 ? cells.get(column) + blanks : "  " + blanks + cells.get(column));
        }
        text.append(System.lineSeparator());
    }
}
