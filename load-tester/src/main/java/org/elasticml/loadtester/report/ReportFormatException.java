package org.elasticml.loadtester.report;

import java.io.IOException;
import java.nio.file.Path;

/** A file of a report can't be read; the message is for the user and names file and line. */
public final class ReportFormatException extends IOException {
    ReportFormatException(Path file, String what) {
        super(file + ": " + what);
    }

    ReportFormatException(Path file, int line, String what) {
        super(file + ", line " + line + ": " + what);
    }
}
