package org.elasticml.mlapp.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How numbers lie in a weights file, little-endian; each is widened to a float. */
enum ElementType {
    F32(4, "FloatStorage") {
        @Override
        void read(ByteBuffer from, float[] to) {
            from.asFloatBuffer().get(to);
        }
    },
    F64(8, "DoubleStorage") {
        @Override
        void read(ByteBuffer from, float[] to) {
            for (int i = 0; i < to.length; i++) {
                to[i] = (float) from.getDouble();
            }
        }
    },
    F16(2, "HalfStorage") {
        @Override
        void read(ByteBuffer from, float[] to) {
            short[] halves = shorts(from, to.length);
            for (int i = 0; i < to.length; i++) {
                to[i] = halfToFloat(halves[i]);
            }
        }
    },
    BF16(2, "BFloat16Storage") {
        @Override
        void read(ByteBuffer from, float[] to) {
            short[] upperHalves = shorts(from, to.length);
            for (int i = 0; i < to.length; i++) {
                to[i] = Float.intBitsToFloat(upperHalves[i] << 16);
            }
        }
    },
    /** Batch counters of batch norms have this type; nothing of the network itself. */
    I64(8, "LongStorage") {
        @Override
        void read(ByteBuffer from, float[] to) {
            for (int i = 0; i < to.length; i++) {
                to[i] = from.getLong();
            }
        }
    };

    final int bytes;
    /** The class of such a storage in {@code torch}, as pickles name it. */
    final String torchStorage;

    ElementType(int bytes, String torchStorage) {
        this.bytes = bytes;
        this.torchStorage = torchStorage;
    }

    /** Fills {@code to} from the buffer's position on. The loops are plain ones over arrays: they run before the compiler comes. */
    abstract void read(ByteBuffer from, float[] to);

    /** {@code count} numbers, from the buffer's position on. */
    float[] read(ByteBuffer from, int count) {
        float[] values = new float[count];
        read(from.duplicate().order(ByteOrder.LITTLE_ENDIAN), values);
        return values;
    }

    private static short[] shorts(ByteBuffer from, int count) {
        short[] shorts = new short[count];
        from.asShortBuffer().get(shorts);
        return shorts;
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
