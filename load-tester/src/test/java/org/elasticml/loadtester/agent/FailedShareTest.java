package org.elasticml.loadtester.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Schedule;
import org.junit.jupiter.api.Test;

class FailedShareTest {
    /** Advice on capacity looks for these. */
    @Test
    void isKnownAsThatOfAnAgentThatDied() {
        Photos photos = new Photos(List.of(new Photo("p", "image/jpeg", Buffer.buffer("x"), Optional.empty())), "");
        RequestLog failed = new AgentShare("127.0.0.1:8011", new Share(1, 2), said -> {})
                .failed(new Schedule(Workload.of(10), Arrivals.UNIFORM, 1), photos, Long.MAX_VALUE);
        assertEquals(5, failed.size());
        assertTrue(failed.hasDeadAgents());
    }
}
