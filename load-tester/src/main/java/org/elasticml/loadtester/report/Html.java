package org.elasticml.loadtester.report;

import java.util.List;

/** A page of HTML. All that is not markup of ours is escaped: targets choose their messages. */
public final class Html {
    private final StringBuilder html = new StringBuilder();

    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    public Html raw(String markup) {
        html.append(markup);
        return this;
    }

    public Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    public Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
    }

    /** A remark in small ink. */
    public Html remark(String text) {
        return raw("<p class=\"faint\">").text(text).raw("</p>\n");
    }

    public Html section(String heading) {
        return raw("<section>\n").element("h2", heading);
    }

    public Html endSection() {
        return raw("</section>\n");
    }

    /** What may be wider than a phone. */
    public Html wide(String markup) {
        return raw("<div class=\"wide\">\n").raw(markup).raw("</div>\n");
    }

    /**
     * The first column is text, the others are numbers.
     *
     * @param header none for a table of labels and values
     */
    public Html table(List<String> header, List<List<String>> rows) {
        return table(header.isEmpty() ? "facts" : "", header, rows);
    }

    /** The last column holds sentences. */
    Html wordsTable(List<String> header, List<List<String>> rows) {
        return table("words", header, rows);
    }

    private Html table(String css, List<String> header, List<List<String>> rows) {
        raw("<div class=\"wide\"><table" + (css.isEmpty() ? "" : " class=\"" + css + "\"") + ">\n");
        if (!header.isEmpty()) {
            raw("<thead><tr>");
            header.forEach(cell -> raw("<th scope=\"col\">").text(cell).raw("</th>"));
            raw("</tr></thead>\n");
        }
        raw("<tbody>\n");
        rows.forEach(this::row);
        return raw("</tbody></table></div>\n");
    }

    private void row(List<String> cells) {
        raw("<tr><th scope=\"row\">").text(cells.get(0)).raw("</th>");
        cells.stream().skip(1).forEach(cell -> raw("<td>").text(cell).raw("</td>"));
        raw("</tr>\n");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
