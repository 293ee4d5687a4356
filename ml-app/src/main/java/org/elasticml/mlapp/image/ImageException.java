package org.elasticml.mlapp.image;

/** An image can't be decoded; the message is fit for the one who sent it. */
public final class ImageException extends Exception {
    /** Whose fault it is. */
    public enum Reason {
        /** It is none of the formats read here, or a variety of them that is not. */
        UNSUPPORTED,
        /** It is empty, cut off or damaged. */
        UNREADABLE,
        /** It has more pixels than are accepted. */
        TOO_LARGE
    }

    private final Reason reason;

    ImageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    ImageException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
