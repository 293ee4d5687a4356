package org.elasticml.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.elasticml.bench.UsageException;
import org.elasticml.mlapp.model.Precision;
import org.elasticml.mlapp.model.PrecisionChoice;

/** The precisions in which ml-app can be measured here. */
public final class Precisions {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Precisions() {}

    /**
     * @param wanted by name; none means all
     * @param say hears why one is left out
     * @throws UsageException if there is none of that name
     */
    public static List<Precision> possible(List<String> wanted, Consumer<String> say)
            throws IOException, UsageException {
        List<String> names =
                Arrays.stream(Precision.values()).map(Precision::toString).toList();
        for (String name : wanted) {
            UsageException.require(
                    names.contains(name), "--precision: '" + name + "' is none of " + String.join(", ", names));
        }
        String cpu = Files.exists(CPU_INFO) ? Files.readString(CPU_INFO) : "";
        List<Precision> possible = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            if (!wanted.isEmpty() && !wanted.contains(precision.toString())) {
                continue;
            }
            try {
                PrecisionChoice.of(precision.toString(), cpu);
                possible.add(precision);
            } catch (IllegalArgumentException e) {
                say.accept(precision + " is left out: " + e.getMessage());
            }
        }
        return possible;
    }
}
