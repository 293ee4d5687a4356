package org.elasticml.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Optional;
import org.elasticml.bench.measure.WrkReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersResultTest {
    private final PeersResult result = new PeersResult("8 connections");

    private static WrkReport report(double requestsPerSecond, long badStatuses) {
        return new WrkReport(100, requestsPerSecond, 10, 20, badStatuses, 0);
    }

    private void twoRounds() {
        result.add("FastAPI", report(30, 0));
        result.add("ml-app", report(300, 0));
        result.add("FastAPI", report(40, 0));
        result.add("ml-app", report(200, 0));
    }

    @Test
    void comparesWithThePeer() {
        twoRounds();
        assertEquals(35, result.requestsPerSecond("FastAPI"));
        String text = result.text(Optional.of("FastAPI"));
        assertTrue(text.contains("250.0 (200.0 to 300.0)"), text);
        assertTrue(text.contains("7.50 (5.00 to 10.00)"), text);
        assertTrue(result.isValid());
    }

    @Test
    void isShownWithoutAPeer() {
        result.add("ml-app", report(300, 0));
        assertTrue(result.text(Optional.empty()).contains("300.0 (300.0 to 300.0)"));
    }

    @Test
    void aBadAnswerInOneRunInvalidatesTheRow() {
        twoRounds();
        result.add("ml-app", report(900, 7));
        assertFalse(result.isValid());
        String text = result.text(Optional.empty());
        assertTrue(text.contains("ml-app INVALID"), text);
        assertTrue(text.contains("ml-app is invalid: of 100 requests 7 were answered badly; 0 socket errors"), text);
        assertFalse(text.contains("FastAPI INVALID"), text);
    }

    @Test
    void aFailedRequestOfTheOpenLoopInvalidatesItsRow() {
        twoRounds();
        result.add(new FixedRate.Result("FastAPI", 33.25, 330, 0, 50, 200, 1));
        result.add(new FixedRate.Result("ml-app", 35, 350, 1, 5, 20, 1));
        assertFalse(result.isValid());
        String text = result.text(Optional.of("FastAPI"));
        assertTrue(text.contains("ml-app INVALID"), text);
        assertTrue(text.contains("0.100"), text); // 20 ms over the peer's 200 in its open loop
        assertTrue(text.contains("1.000"), text); // and over its 20 in the closed one
    }

    @Test
    void failuresUnderTheMemoryLoadCountAsWell() {
        result.addPeakMemory("ml-app", report(10, 1), 500);
        assertFalse(result.isValid());
    }

    @Test
    void writesEveryRun(@TempDir Path folder) throws Exception {
        twoRounds();
        result.addPeakMemory("ml-app", report(10, 0), 512.5);
        Path file = folder.resolve("peers.json");
        result.writeJson(file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals(200, json.at("/closed_loop/ml-app/1/requests_per_second").doubleValue());
        assertEquals(512.5, json.at("/peak_memory_mebibytes/ml-app").doubleValue());
        assertEquals("8 connections", json.path("setting").textValue());
    }
}
