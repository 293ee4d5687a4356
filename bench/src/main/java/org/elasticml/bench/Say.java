package org.elasticml.bench;

import java.util.Locale;

/** Lines for whoever waits; results are printed apart from them. */
public final class Say {
    private Say() {}

    public static void line(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, "* " + format + "%n", arguments);
        System.out.flush();
    }
}
