package org.elasticml.loadtester.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for values that come again and again. Bounded: of a target that sends another one each time, all further ones
 * count as {@code other}.
 */
final class Dictionary<T> {
    private final int capacity;
    private final T other;
    private final Map<T, Integer> codes = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    Dictionary(int capacity, T other) {
        this.capacity = capacity;
        this.other = other;
    }

    int code(T value) {
        Integer code = codes.get(value);
        if (code != null) {
            return code;
        }
        if (values.size() >= capacity && !value.equals(other)) {
            return code(other);
        }
        codes.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    T value(int code) {
        return values.get(code);
    }
}
