package org.elasticml.cluster.manifests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Manifests as text: the same object is always the same text. */
final class Yaml {
    /** Says what an object is, so it is read first; the rest goes by the alphabet. */
    private static final List<String> FIRST = List.of("apiVersion", "kind", "metadata", "name", "namespace", "key");

    private static final Comparator<String> ORDER = Comparator.comparingInt(
                    (String key) -> FIRST.contains(key) ? FIRST.indexOf(key) : FIRST.size())
            .thenComparing(Comparator.naturalOrder());

    private static final ObjectMapper MAPPER = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private Yaml() {}

    /**
     * All objects of a text.
     *
     * @throws IOException if it is not YAML, or holds something else than objects
     */
    static List<Manifest> read(String text) throws IOException {
        List<Manifest> objects = new ArrayList<>();
        for (JsonNode document :
                MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll()) {
            if (!(document instanceof ObjectNode object)) {
                throw new IOException("not an object: " + document);
            }
            objects.add(new Manifest(object));
        }
        return objects;
    }

    /** @param comment lines that say where it comes from */
    static String write(List<String> comment, Manifest manifest) {
        StringBuilder text = new StringBuilder();
        comment.forEach(line -> text.append("# ").append(line).append('\n'));
        try {
            return text.append(MAPPER.writeValueAsString(ordered(manifest.root())))
                    .toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of plain values can be written
        }
    }

    private static JsonNode ordered(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode sorted = MAPPER.createObjectNode();
            object.properties().stream()
                    .sorted(Map.Entry.comparingByKey(ORDER))
                    .forEach(entry -> sorted.set(entry.getKey(), ordered(entry.getValue())));
            return sorted;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode items = MAPPER.createArrayNode();
            array.forEach(item -> items.add(ordered(item)));
            return items;
        }
        return node;
    }
}
