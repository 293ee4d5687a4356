package org.elasticml.loadtester.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.elasticml.loadtester.measure.capacity.BreakingPoint;
import org.elasticml.loadtester.measure.capacity.Capacity;
import org.elasticml.loadtester.measure.capacity.CapacityAim;
import org.elasticml.loadtester.measure.capacity.Throughput;

/** Advice on capacity for machines. What is not known is null; of it, only the aim is read again. */
final class CapacityJson {
    private CapacityJson() {}

    static ObjectNode of(Capacity capacity) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("margin", capacity.aim().margin());
        json.set("asked_for", Json.MAPPER.valueToTree(capacity.aim().rates()));
        json.set("replicas", Json.MAPPER.valueToTree(capacity.replicas()));
        json.put(
                "replicas_from",
                capacity.replicas().isEmpty() ? null : capacity.replicasSampled() ? "metrics" : "answers");
        json.set("p95_breaks", capacity.p95Breaks().map(CapacityJson::breaks).orElse(null));
        Optional<Throughput> throughput = capacity.throughput();
        json.set("throughput_per_replica", Json.MAPPER.valueToTree(throughput.map(Throughput::perReplica)));
        json.put("throughput_from", throughput.map(it -> word(it.basis())).orElse(null));
        json.set("throughput_may_be_more", Json.MAPPER.valueToTree(throughput.map(Throughput::lowerBound)));
        json.set("in_flight_per_replica", Json.MAPPER.valueToTree(capacity.inFlightPerReplica()));
        ArrayNode needs = json.putArray("needs");
        capacity.needs().forEach(need -> needs.add(Json.MAPPER.<ObjectNode>valueToTree(need)));
        return json;
    }

    private static ObjectNode breaks(BreakingPoint point) {
        ObjectNode json = Json.MAPPER.valueToTree(point);
        json.put("kind", word(point.kind()));
        json.put("overlaps", point.overlaps());
        return json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Of a report that was written before there was advice, the default. */
    static CapacityAim aim(JsonNode json) {
        List<Double> rates = new ArrayList<>();
        json.path("asked_for").forEach(rate -> rates.add(rate.doubleValue()));
        return new CapacityAim(rates, json.path("margin").asDouble(CapacityAim.DEFAULT_MARGIN));
    }
}
