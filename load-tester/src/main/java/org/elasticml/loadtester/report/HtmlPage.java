package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The frame of a page that needs nothing else: its style is within, it has no script, and it loads nothing. */
public final class HtmlPage {
    private HtmlPage() {}

    public static Html begin(String title) {
        return new Html()
                .raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                // Should a text of the target get past the escaping, it still could not run or load anything.
                .raw(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .element("title", title)
                .raw("<style>\n")
                .raw(style())
                .raw("</style>\n</head>\n<body>\n<main>\n")
                .element("h1", title);
    }

    public static String end(Html html) {
        return html.raw("</main>\n</body>\n</html>\n").toString();
    }

    private static String style() {
        try (InputStream css = HtmlPage.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
