package org.elasticml.bench.process;

import java.io.IOException;

/** Programs that a measurement can do without. */
public final class Programs {
    private Programs() {}

    /** Whether one can be run; it is given an option that makes it tell its version and end. */
    public static boolean isThere(String program) {
        try {
            Process process =
                    new ProcessBuilder(program, "-v").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
