package org.elasticml.loadtester.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share, as it is written in percent.
 *
 * @param share 0.2 is 20 %
 */
record Percentage(double share) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d+)?)\\s*%");

    /**
     * @throws IllegalArgumentException saying what is accepted
     */
    static Percentage parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a share in percent; one is 20%");
        }
        return new Percentage(Double.parseDouble(form.group(1)) / 100);
    }
}
