package org.elasticml.loadtester.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In pixels. */
record ImageSize(int width, int height) {
    static final ImageSize DEFAULT = new ImageSize(500, 375);

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    /**
     * @throws IllegalArgumentException if it is not of the form 500x375
     */
    static ImageSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a width and a height in pixels, as in 500x375");
        }
        return new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}
