package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AutoscalerStateTest {
    private static String state(String status) throws JsonProcessingException {
        return AutoscalerState.of(new ObjectMapper().readTree(status), ZoneOffset.ofHours(2));
    }

    @Test
    void tellsReplicasAndTheLastChange() throws Exception {
        assertEquals(
                "ready: policy slo, 2 wanted of at most 4, 1 ready, 1 booting; 1 → 2 at 20:54:09: 37 expected",
                state("""
                        {"policy":"slo","override":null,"blind":null,
                         "replicas":{"wanted":2,"ready":1,"booting":1,"draining":0},"limits":{"min":1,"max":4},
                         "changes":[{"time":"2026-01-02T18:53:54.767Z","from":0,"to":1,"reason":"up","words":"one"},
                                    {"time":"2026-01-02T18:54:09.235123Z","from":1,"to":2,"reason":"up","words":"37 expected"}]}
                        """));
    }

    @Test
    void tellsThatItIsBlindOrSetByHand() throws Exception {
        assertEquals("ready: set by hand, 3 wanted of at most 4, 3 ready, 0 booting; blind: no connection", state("""
                        {"policy":"slo","override":3,"blind":"no connection",
                         "replicas":{"wanted":3,"ready":3,"booting":0},"limits":{"max":4},"changes":[]}
                        """));
    }

    @Test
    void tellsThatReplicasAreNotKnown() throws Exception {
        assertEquals("ready: policy hpa-70, replicas not known", state("{\"policy\":\"hpa-70\",\"replicas\":null}"));
    }
}
