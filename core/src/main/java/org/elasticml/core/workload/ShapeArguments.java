package org.elasticml.core.workload;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A value for each parameter of a shape. */
final class ShapeArguments {
    private final Map<String, Double> values = new LinkedHashMap<>();

    /**
     * @param shape the shape's name, for errors
     * @param arguments {@code name=value}, for any of the parameters
     * @throws IllegalArgumentException naming what is wrong and what is accepted
     */
    ShapeArguments(String shape, List<ShapeParameter> parameters, List<String> arguments) {
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.preset()));
        String accepted = shape + " takes " + String.join(", ", values.keySet()) + ", as in "
                + parameters.get(0).name() + "="
                + WorkloadText.decimal(parameters.get(0).preset());
        Set<String> given = new HashSet<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = argument.substring(0, Math.max(equals, 0));
            ShapeParameter parameter = parameters.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + argument + "': " + accepted));
            if (!given.add(name)) {
                throw new IllegalArgumentException(name + " is given twice");
            }
            values.put(name, parameter.parse(argument.substring(equals + 1)));
        }
    }

    double get(String name) {
        return values.get(name);
    }

    /** As in {@code min=20 p1=60}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + WorkloadText.decimal(entry.getValue()))
                .collect(Collectors.joining(" "));
    }
}
