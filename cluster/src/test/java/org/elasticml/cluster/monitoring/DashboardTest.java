package org.elasticml.cluster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Grafana does not complain of, but shows nothing for, or something else. */
class DashboardTest {
    private static final int COLUMNS = 24;
    private static final Set<String> UNITS = Set.of("short", "s", "ops", "reqps", "percentunit", "bytes");

    private final List<JsonNode> panels = new ArrayList<>();

    DashboardTest() {
        MonitoringFiles.dashboard().path("panels").forEach(panels::add);
    }

    @Test
    void panelsLieBesideEachOther() {
        Set<Integer> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : panels) {
            String title = panel.path("title").asText();
            assertTrue(ids.add(panel.path("id").asInt()), title);
            JsonNode at = panel.path("gridPos");
            int right = at.path("x").asInt() + at.path("w").asInt();
            int bottom = at.path("y").asInt() + at.path("h").asInt();
            assertTrue(right <= COLUMNS, title);
            for (int x = at.path("x").asInt(); x < right; x++) {
                for (int y = at.path("y").asInt(); y < bottom; y++) {
                    assertTrue(taken.add(x + "," + y), title);
                }
            }
        }
        assertFalse(panels.isEmpty());
    }

    @Test
    void everyPanelAsksTheDatasourceThatIsProvided() {
        Set<String> asked =
                new HashSet<>(MonitoringFiles.dashboard().path("panels").findValuesAsText("uid"));
        assertEquals(Set.of(MonitoringFiles.datasource().path("uid").asText()), asked);
        for (JsonNode panel : panels) {
            Set<String> names = new HashSet<>(panel.path("targets").findValuesAsText("refId"));
            assertEquals(
                    panel.path("targets").size(),
                    names.size(),
                    panel.path("title").asText());
            assertFalse(names.isEmpty(), panel.path("title").asText());
        }
    }

    @Test
    void everyPanelSaysWhatItShows() {
        for (JsonNode panel : panels) {
            String title = panel.path("title").asText();
            assertFalse(panel.path("description").asText().isBlank(), title);
            assertTrue(
                    UNITS.contains(panel.path("fieldConfig")
                            .path("defaults")
                            .path("unit")
                            .asText()),
                    title);
        }
    }
}
