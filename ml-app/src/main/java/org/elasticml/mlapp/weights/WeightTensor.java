package org.elasticml.mlapp.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A named parameter's numbers, row-major. Half-width formats are widened when read.
 *
 * @param shape the length of each dimension
 * @param values as many as the shape's product
 */
public record WeightTensor(long[] shape, float[] values) {
    public WeightTensor {
        if (elements(shape) != values.length) {
            throw new IllegalArgumentException(
                    values.length + " numbers do not fill a tensor of shape " + Arrays.toString(shape));
        }
    }

    /** The numbers' bytes, four each. */
    public byte[] littleEndian() {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    /**
     * The product of a shape.
     *
     * @throws ArithmeticException if it does not fit
     * @throws IllegalArgumentException if a length is negative
     */
    static long elements(long[] shape) {
        long product = 1;
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("a negative length in the shape " + Arrays.toString(shape));
            }
            product = Math.multiplyExact(product, length);
        }
        return product;
    }
}
