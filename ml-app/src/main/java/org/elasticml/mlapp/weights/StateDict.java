package org.elasticml.mlapp.weights;

import java.util.Arrays;
import java.util.Map;

/** Parameters by torchvision's names, as in {@code layer1.0.conv1.weight}. */
public record StateDict(Map<String, WeightTensor> tensors) {
    /**
     * The tensor of that name.
     *
     * @param shape the lengths it must have; -1 stands for any
     * @throws WeightsException if there is none, or of another shape: then it is not a ResNet18
     */
    WeightTensor get(String name, long... shape) throws WeightsException {
        WeightTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new WeightsException("not a ResNet18: it has no '" + name + "'");
        }
        long[] found = tensor.shape();
        boolean fits = found.length == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] == -1 ? found[i] > 0 : shape[i] == found[i];
        }
        if (!fits) {
            throw new WeightsException("not a ResNet18: '" + name + "' has the shape " + Arrays.toString(found)
                    + " where " + Arrays.toString(shape).replace("-1", "any") + " is needed");
        }
        return tensor;
    }
}
