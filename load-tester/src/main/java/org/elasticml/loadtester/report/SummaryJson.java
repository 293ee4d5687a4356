package org.elasticml.loadtester.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.core.workload.KolmogorovSmirnov;
import org.elasticml.loadtester.measure.Accuracy;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.measure.ScheduleFit;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.capacity.CapacityAim;

/**
 * The summary and, under {@code run}, what was asked for. What is not known is null.
 *
 * @param told what can be had from nowhere else, when a report is made again
 * @param scalingUnknown why it is not known what the autoscaler changed
 */
record SummaryJson(
        RunInfo run,
        double sloMs,
        boolean endedEarly,
        Summary.Told told,
        Optional<String> scalingUnknown,
        Optional<ScheduleFit> fit,
        CapacityAim aim,
        List<String> missed) {

    static void write(Writer out, Report report) throws IOException {
        ObjectNode json = Json.MAPPER.valueToTree(report.summary());
        putScaling(json, report.scaling());
        json.set("resources", Json.MAPPER.valueToTree(report.resourceFigures()));
        json.set("capacity", CapacityJson.of(report.capacity()));
        json.set("schedule_fit", Json.MAPPER.valueToTree(report.fit()));
        json.set("missed", Json.MAPPER.valueToTree(report.missed()));
        json.set("run", Json.MAPPER.valueToTree(report.run()));
        out.write(Json.MAPPER.writeValueAsString(json));
        out.write('\n');
    }

    private static void putScaling(ObjectNode json, Optional<Scaling> scaling) {
        Optional<Scaling> known = scaling.filter(it -> it.unknown().isEmpty());
        json.set("scale_ups", Json.MAPPER.valueToTree(known.map(Scaling::ups)));
        json.set("scale_downs", Json.MAPPER.valueToTree(known.map(Scaling::downs)));
        json.set("scaling_unknown", Json.MAPPER.valueToTree(scaling.flatMap(Scaling::unknown)));
    }

    /**
     * @throws ReportFormatException naming file and line, or what is missing
     */
    static SummaryJson read(Path file) throws IOException {
        try {
            Reader reader = new Reader(file, Json.MAPPER.readTree(Files.readString(file)));
            return reader.summary();
        } catch (NoSuchFileException e) {
            throw new ReportFormatException(file, "there is no such file");
        } catch (CharacterCodingException e) {
            throw new ReportFormatException(file, "is not text in UTF-8");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ReportFormatException(file, line, "is not JSON: " + e.getOriginalMessage());
        }
    }

    private record Reader(Path file, JsonNode json) {
        SummaryJson summary() throws IOException {
            JsonNode run = node("run", JsonNodeType.OBJECT);
            return new SummaryJson(
                    new RunInfo(
                            run.path("command").asText(),
                            run.path("url").asText(),
                            settings(run),
                            run.path("photos").asText()),
                    sloMs(),
                    node("ended_early", JsonNodeType.BOOLEAN).booleanValue(),
                    new Summary.Told(
                            new Accuracy(number("top1"), number("top5")),
                            json.path("weights").isTextual()
                                    ? Optional.of(json.path("weights").textValue())
                                    : Optional.empty()),
                    Optional.ofNullable(json.path("scaling_unknown").textValue()),
                    fit(json.path("schedule_fit")),
                    CapacityJson.aim(json.path("capacity")),
                    missed(json.path("missed")));
        }

        private double sloMs() throws ReportFormatException {
            double sloMs = node("slo_ms", JsonNodeType.NUMBER).doubleValue();
            if (!(sloMs > 0 && sloMs < Double.POSITIVE_INFINITY)) {
                throw new ReportFormatException(file, "'slo_ms' is " + sloMs + "; it should be more than 0");
            }
            return sloMs;
        }

        private JsonNode node(String name, JsonNodeType type) throws ReportFormatException {
            JsonNode node = json.path(name);
            if (node.getNodeType() != type) {
                throw new ReportFormatException(
                        file,
                        "is not a report's: '" + name + "' is missing, or is no "
                                + type.name().toLowerCase(Locale.ROOT));
            }
            return node;
        }

        private OptionalDouble number(String name) {
            return json.path(name).isNumber()
                    ? OptionalDouble.of(json.path(name).doubleValue())
                    : OptionalDouble.empty();
        }

        private static Map<String, String> settings(JsonNode run) {
            Map<String, String> settings = new LinkedHashMap<>();
            run.path("settings")
                    .properties()
                    .forEach(entry ->
                            settings.put(entry.getKey(), entry.getValue().asText()));
            return settings;
        }

        private static List<String> missed(JsonNode reasons) {
            List<String> missed = new ArrayList<>();
            reasons.forEach(reason -> missed.add(reason.asText()));
            return missed;
        }

        private static Optional<ScheduleFit> fit(JsonNode fit) {
            return fit.isObject()
                    ? Optional.of(new ScheduleFit(test(fit.path("intended")), test(fit.path("sent"))))
                    : Optional.empty();
        }

        private static KolmogorovSmirnov test(JsonNode test) {
            return new KolmogorovSmirnov(
                    test.path("gaps").intValue(),
                    test.path("distance").doubleValue(),
                    test.path("p_value").doubleValue());
        }
    }
}
