package org.elasticml.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.elasticml.bench.chaos.Classes.Place;
import org.junit.jupiter.api.Test;

class ClassesTest {
    private static final Classes CHURCH = classes("church", 4, 0.61, "tench", 0, 0.39);

    private static Classes classes(
            String first, int firstId, double confidence, String second, int secondId, double secondConfidence) {
        return new Classes(
                first,
                firstId,
                confidence,
                List.of(new Place(first, firstId, confidence), new Place(second, secondId, secondConfidence)));
    }

    private static Optional<Classes> read(String json) throws IOException {
        return Classes.of(new ObjectMapper().readTree(json));
    }

    @Test
    void readsWhatDependsOnTheImage() throws IOException {
        assertEquals(Optional.of(CHURCH), read("""
                        {"id":"x","label":"church","class_id":4,"confidence":0.61,"replica":"127.0.0.1:9001",
                         "top":[{"label":"church","class_id":4,"confidence":0.61},
                                {"label":"tench","class_id":0,"confidence":0.39}]}"""));
        assertEquals(Optional.empty(), read("{\"title\":\"Bad Gateway\",\"status\":502}"));
    }

    @Test
    void withoutToleranceEachFieldCounts() {
        assertTrue(CHURCH.agrees(classes("church", 4, 0.61, "tench", 0, 0.39), 0));
        assertFalse(CHURCH.agrees(classes("church", 4, 0.610001, "tench", 0, 0.39), 0));
        assertFalse(CHURCH.agrees(classes("church", 5, 0.61, "tench", 0, 0.39), 0));
        assertFalse(CHURCH.agrees(classes("church", 4, 0.61, "tench", 1, 0.39), 0));
    }

    @Test
    void confidencesMayBeAsFarApartAsTolerated() {
        assertTrue(CHURCH.agrees(classes("church", 4, 0.625, "tench", 0, 0.375), 0.02));
        assertFalse(CHURCH.agrees(classes("church", 4, 0.635, "tench", 0, 0.365), 0.02));
        assertFalse(CHURCH.agrees(classes("church", 4, 0.61, "tench", 0, 0.30), 0.02));
    }

    @Test
    void onlyClassesNearlyAsLikelyMayChangePlaces() {
        Classes close = classes("church", 4, 0.505, "tench", 0, 0.495);
        assertTrue(close.agrees(classes("tench", 0, 0.502, "church", 4, 0.498), 0.02));
        assertFalse(CHURCH.agrees(classes("tench", 0, 0.61, "church", 4, 0.39), 0.02));
        assertFalse(close.agrees(classes("parachute", 9, 0.505, "tench", 0, 0.495), 0.02));
    }
}
