package org.elasticml.mlapp.model;

/** What the convolutions compute in. {@link #INT8} needs a {@link Calibration}. */
public enum Precision {
    FP32("fp32", 6),
    BF16("bf16", 15),
    INT8("int8", 0);

    private final String label;
    /** torch's number for the type. */
    final long torchType;

    Precision(String label, long torchType) {
        this.label = label;
        this.torchType = torchType;
    }

    /** As settings and answers call it. */
    @Override
    public String toString() {
        return label;
    }
}
