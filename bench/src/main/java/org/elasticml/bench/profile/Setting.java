package org.elasticml.bench.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** What a profile is of. */
final class Setting {
    private Setting() {}

    /**
     * In two lines, for a reader.
     *
     * @param health what {@code GET /} of the replica answers
     * @param cores {@code REPLICA_CORES}
     */
    static String text(JsonNode health, int cores, String photos) {
        return "measured " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + " on "
                + Runtime.getRuntime().availableProcessors() + " cores of " + processor() + ", REPLICA_CORES " + cores
                + "\n" + health.path("model").asText() + " in "
                + health.path("precision").asText() + ", weights "
                + health.path("weights").asText() + ", JPEG by "
                + health.path("jpeg").asText() + "; photos: " + photos;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("an unnamed processor");
        } catch (IOException e) {
            return "an unknown processor";
        }
    }
}
