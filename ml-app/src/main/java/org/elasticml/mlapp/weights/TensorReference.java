package org.elasticml.mlapp.weights;

/**
 * A tensor as a pickle describes it: a view of a storage that lies elsewhere.
 *
 * @param storage whose numbers it shows
 * @param offset its first number's place in the storage
 */
record TensorReference(Storage storage, long offset, long[] shape, long[] strides) {
    /**
     * @param key its name in the file
     * @param elements how many numbers it holds
     */
    record Storage(ElementType type, String key, long elements) {}

    /**
     * The tensor's numbers, row-major.
     *
     * @param stored all numbers of the storage
     * @throws WeightsException if the view leaves the storage
     */
    WeightTensor resolve(String name, float[] stored) throws WeightsException {
        long elements;
        long last = offset;
        try {
            elements = WeightTensor.elements(shape);
            for (int i = 0; i < shape.length && elements > 0; i++) {
                last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new WeightsException("'" + name + "' has an impossible shape", e);
        }
        boolean backward = java.util.Arrays.stream(strides).anyMatch(stride -> stride < 0);
        // A view may repeat numbers (stride 0), but no parameter does: more than are stored is a trap.
        if (offset < 0 || backward || last >= stored.length && elements > 0 || elements > stored.length) {
            throw new WeightsException("'" + name + "' reaches beyond its storage");
        }
        float[] values = new float[(int) elements];
        long[] index = new long[shape.length];
        for (int i = 0; i < values.length; i++) {
            long at = offset;
            for (int d = 0; d < shape.length; d++) {
                at += index[d] * strides[d];
            }
            values[i] = stored[(int) at];
            for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
                index[d] = 0;
            }
        }
        return new WeightTensor(shape, values);
    }
}
