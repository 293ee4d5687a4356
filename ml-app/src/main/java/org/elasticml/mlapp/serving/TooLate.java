package org.elasticml.mlapp.serving;

/** A photo's deadline passed before its turn came; it was not decoded. */
public final class TooLate extends Exception {
    public TooLate() {
        super("the deadline passed before the image's turn came", null, false, false);
    }
}
