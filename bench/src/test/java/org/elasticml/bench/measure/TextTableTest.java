package org.elasticml.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsColumns() {
        assertEquals(
                """
                server   requests/s
                FastAPI        33.1
                ml-app        301.2
                """,
                new TextTable("server", "requests/s")
                        .row("FastAPI", "33.1")
                        .row("ml-app", "301.2")
                        .toString());
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThrows(IllegalArgumentException.class, () -> new TextTable("a", "b").row("1"));
    }
}
