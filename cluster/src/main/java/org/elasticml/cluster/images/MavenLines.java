package org.elasticml.cluster.images;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Maven's lines mean to a user: how far it is, and why it failed. */
final class MavenLines {
    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building ([a-z-]+) [0-9].*");
    private static final Pattern CAUSE = Pattern.compile("Caused by: [\\w.$]+: (.+)");
    private static final String ERROR = "[ERROR] ";

    private final Consumer<String> say;
    private String error = "";
    private String cause = "";

    MavenLines(Consumer<String> say) {
        this.say = say;
    }

    void hear(String line) {
        Matcher module = MODULE.matcher(line);
        Matcher inner = CAUSE.matcher(line);
        if (module.matches()) {
            say.accept("  packaging " + module.group(1));
        } else if (line.contains("Starting (local) container image build")) {
            say.accept("  assembling the image");
        } else if (inner.matches()) {
            cause = inner.group(1);
        } else if (line.startsWith(ERROR) && error.isEmpty()) {
            error = line.substring(ERROR.length());
        }
    }

    /** The innermost cause, else the first error. */
    String why() {
        return cause.isEmpty() ? error : cause;
    }
}
