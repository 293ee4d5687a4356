package org.elasticml.loadtester.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.compare.Difference;
import org.elasticml.loadtester.measure.compare.Difference.Range;
import org.elasticml.loadtester.measure.compare.Differences;
import org.elasticml.loadtester.measure.compare.SpeedUp;

/** A comparison for machines; what is not known is null. */
final class CompareJson {
    private CompareJson() {}

    static String of(
            List<Deployment> deployments,
            Map<String, Summary> pooled,
            Differences differences,
            List<String> doubts,
            List<String> notes)
            throws IOException {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("baseline", differences.baseline());
        json.put("rounds", differences.pieces());
        json.put("rough", differences.isRough());
        json.put("paired", differences.paired());
        json.put("joint_confidence", differences.stretches() ? null : Differences.JOINT_CONFIDENCE);
        json.put("confidence", differences.stretches() ? null : differences.confidence());
        ArrayNode rows = json.putArray("deployments");
        for (Deployment deployment : deployments) {
            putDeployment(rows.addObject(), deployment, pooled.get(deployment.name()), differences);
        }
        ArrayNode all = json.putArray("differences");
        differences.all().forEach(difference -> putDifference(all.addObject(), difference));
        json.set("not_to_be_believed", Json.MAPPER.valueToTree(doubts));
        json.set("notes", Json.MAPPER.valueToTree(notes));
        return Json.MAPPER.writeValueAsString(json) + "\n";
    }

    private static void putDeployment(ObjectNode row, Deployment deployment, Summary summary, Differences differences) {
        row.put("name", deployment.name());
        row.put("where", deployment.where());
        row.put("runs", deployment.rounds().size());
        row.put("requests", summary.requests());
        row.put("succeeded", summary.succeeded());
        row.put("refused", summary.refused());
        row.put("failed", summary.failed());
        Optional<Latency> latency = summary.latencyMs();
        row.put("mean_ms", latency.map(Latency::mean).orElse(null));
        row.put("p95_ms", latency.map(Latency::p95).orElse(null));
        row.put("p99_ms", latency.map(Latency::p99).orElse(null));
        row.put("throughput_rps", summary.throughputRps());
        if (!deployment.name().equals(differences.baseline())) {
            SpeedUp speedUp = differences.speedUp(deployment.name());
            putNumber(row, "speed_up", speedUp.factor());
            putRange(row, "speed_up_", speedUp.within());
        }
    }

    /** In percent of the baseline's figure; of errors in percentage points. */
    private static void putDifference(ObjectNode row, Difference difference) {
        row.put("name", difference.name());
        row.put("figure", difference.figure().word());
        putNumber(row, "percent", difference.percent());
        putRange(row, "", difference.within());
        row.put("shows", difference.word());
    }

    private static void putRange(ObjectNode row, String prefix, Optional<Range> range) {
        putNumber(row, prefix + "low", optional(range.map(Range::low)));
        putNumber(row, prefix + "high", optional(range.map(Range::high)));
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** JSON has no infinity: what is beyond all numbers is not known either. */
    private static void putNumber(ObjectNode row, String name, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            row.put(name, value.getAsDouble());
        } else {
            row.putNull(name);
        }
    }
}
