package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestIdTest {
    @Test
    void takesIdsThatDoNoHarmInALog() {
        for (String id : List.of("a", "0af7651916cd43dd8448eb211c80319c", "A.b_c-9", "x".repeat(128))) {
            assertTrue(RequestId.isValid(id), id);
        }
        for (String id : List.of("", "x".repeat(129), "a b", "a\"b", "ä", "a/b", "a\nb", "[", "`", "{", "@", ":")) {
            assertFalse(RequestId.isValid(id), id);
        }
        assertFalse(RequestId.isValid(null));
    }

    @Test
    void makesShortOnesThatAreNeverTheSame() {
        Set<String> ids = new HashSet<>();
        for (RequestId process : List.of(new RequestId(), new RequestId())) {
            for (int i = 0; i < 1_000; i++) {
                String id = process.next();
                assertTrue(RequestId.isValid(id) && id.length() <= 16, id);
                ids.add(id);
            }
        }
        assertEquals(2_000, ids.size());
    }
}
