package org.elasticml.loadtester.send;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A header that every request carries. */
public record Header(String name, String value) {
    /** RFC 9110: a token, and what can be seen, blanks and tabs. */
    private static final Pattern FORM = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\x20-\\x7e\\t]*)");

    /** What the body and the connection are is said by whoever sends them. */
    private static final Set<String> OURS =
            Set.of("host", "content-type", "content-length", "transfer-encoding", "connection", "upgrade", "expect");

    /**
     * @param text as in {@code X-API-Key: 0123}
     * @throws IllegalArgumentException saying what is accepted; the value, which may be a secret, is not in the message
     */
    public static Header parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "this is not a header; one is a name, a colon and a value, as in 'X-API-Key: 0123'");
        }
        if (OURS.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(matcher.group(1) + " is set by the load tester itself");
        }
        return new Header(matcher.group(1), matcher.group(2));
    }

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return name + ": …";
    }
}
