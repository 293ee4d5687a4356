package org.elasticml.loadtester.report;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Markdown as GitHub reads it. What goes into tables is escaped. */
final class MarkdownText {
    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append('\n');
    }

    void heading(String heading) {
        line("");
        line("## " + heading);
        line("");
    }

    void image(String description, String file) {
        line("");
        line("![" + description + "](" + file + ")");
    }

    /** The first column is text, the others are numbers. */
    void table(List<String> header, List<List<String>> rows) {
        row(header);
        line("| --- |" + String.join("", Collections.nCopies(header.size() - 1, " ---: |")));
        rows.forEach(this::row);
    }

    private void row(List<String> cells) {
        line(cells.stream().map(MarkdownText::escaped).collect(Collectors.joining(" | ", "| ", " |")));
    }

    /** Messages of the target are shown as they are: neither markup nor a break of the table. */
    static String escaped(String cell) {
        StringBuilder escaped = new StringBuilder();
        for (char c : cell.replaceAll("\\s+", " ").toCharArray()) {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '|', '*', '`', '[', ']', '\\', '#' -> escaped.append('\\').append(c);
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
