package org.elasticml.autoscaler.observe;

/** What a source tells can't be believed; the message says why, in words that stay the same while it does. */
final class FlawException extends Exception {
    FlawException(String message) {
        super(message, null, false, false);
    }
}
