package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProtocolTest {
    @Test
    void completesUrlsAndRefusesOthers() {
        assertEquals(
                "http://127.0.0.1:8001/add_to_queue",
                Protocol.HTTP.door("127.0.0.1:8001").url());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Protocol.HTTP.door("ftp://a/"));
        assertTrue(e.getMessage().startsWith("'ftp://a/' is not an http or https URL"), e::getMessage);
    }
}
