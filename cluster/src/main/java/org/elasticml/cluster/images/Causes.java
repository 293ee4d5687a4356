package org.elasticml.cluster.images;

/** What went wrong at the bottom of it, for a user. */
final class Causes {
    private Causes() {}

    /** The innermost cause that says something, in one line. */
    static String last(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                message = cause.getMessage();
            }
        }
        return message.lines().findFirst().orElse(message);
    }
}
