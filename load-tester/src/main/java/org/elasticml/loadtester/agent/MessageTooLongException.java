package org.elasticml.loadtester.agent;

import java.io.UTFDataFormatException;

/** As of {@link UTFDataFormatException}, whose message holds the beginning of the text, which may be a secret. */
final class MessageTooLongException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MessageTooLongException() {
        super("a header, a name or another text is longer than 65,535 bytes");
    }
}
