package org.elasticml.mlapp.rest;

import org.elasticml.mlapp.image.ImageException;
import org.elasticml.mlapp.serving.TooLate;
import org.elasticml.web.ProblemException;

/** What a sender is told of an image that could not be classified. */
final class Problems {
    private Problems() {}

    /** The failure itself, if it is none of those that are expected. */
    static Throwable of(Throwable failure) {
        if (failure instanceof ImageException image) {
            return new ProblemException(status(image.reason()), image.getMessage());
        }
        if (failure instanceof TooLate) {
            return new ProblemException(504, failure.getMessage());
        }
        if (failure instanceof OutOfMemoryError) { // by itself it would fit, or it would have been refused
            return new ProblemException(503, "others leave too little memory for this image", 1);
        }
        return failure;
    }

    private static int status(ImageException.Reason reason) {
        return switch (reason) {
            case UNREADABLE -> 400;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
        };
    }
}
