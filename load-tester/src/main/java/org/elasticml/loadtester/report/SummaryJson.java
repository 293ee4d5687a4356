package org.elasticml.loadtester.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.Writer;

/** The summary and, under {@code run}, what was asked for. What is not known is null. */
final class SummaryJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private SummaryJson() {}

    static void write(Writer out, Report report) throws IOException {
        ObjectNode json = MAPPER.valueToTree(report.summary());
        json.set("run", MAPPER.valueToTree(report.run()));
        out.write(MAPPER.writeValueAsString(json));
        out.write('\n');
    }
}
