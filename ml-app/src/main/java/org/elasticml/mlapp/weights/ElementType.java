package org.elasticml.mlapp.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How numbers lie in a weights file, little-endian; each is widened to a float. */
enum ElementType {
    F32(4, "FloatStorage") {
        @Override
        float read(ByteBuffer from) {
            return from.getFloat();
        }
    },
    F64(8, "DoubleStorage") {
        @Override
        float read(ByteBuffer from) {
            return (float) from.getDouble();
        }
    },
    F16(2, "HalfStorage") {
        @Override
        float read(ByteBuffer from) {
            return halfToFloat(from.getShort());
        }
    },
    BF16(2, "BFloat16Storage") {
        @Override
        float read(ByteBuffer from) {
            return Float.intBitsToFloat(from.getShort() << 16);
        }
    },
    /** Batch counters of batch norms have this type; nothing of the network itself. */
    I64(8, "LongStorage") {
        @Override
        float read(ByteBuffer from) {
            return from.getLong();
        }
    };

    final int bytes;
    /** The class of such a storage in {@code torch}, as pickles name it. */
    final String torchStorage;

    ElementType(int bytes, String torchStorage) {
        this.bytes = bytes;
        this.torchStorage = torchStorage;
    }

    abstract float read(ByteBuffer from);

    /** {@code count} numbers, from the buffer's position on. */
    float[] read(ByteBuffer from, int count) {
        ByteBuffer source = from.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[count];
        if (this == F32) {
            source.asFloatBuffer().get(values);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = read(source);
            }
        }
        return values;
    }

    /** IEEE 754 binary16: sign, 5 bits of exponent (bias 15), 10 of fraction. */
    private static float halfToFloat(short half) {
        int exponent = half >> 10 & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude =
                switch (exponent) {
                    case 0 -> fraction * 0x1p-24f;
                    case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Float.intBitsToFloat(exponent + 127 - 15 << 23 | fraction << 13);
                };
        return half < 0 ? -magnitude : magnitude;
    }
}
