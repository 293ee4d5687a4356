package org.elasticml.bench;

/** An option can't be; the message says what is accepted, fit for a user. */
public final class UsageException extends Exception {
    static final int EXIT_CODE = 2;

    public UsageException(String message) {
        super(message);
    }

    /**
     * @throws UsageException if it is not met
     */
    public static void require(boolean met, String message) throws UsageException {
        if (!met) {
            throw new UsageException(message);
        }
    }
}
