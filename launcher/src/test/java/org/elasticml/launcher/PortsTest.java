package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void skipsPortsThatAreTaken() throws IOException, LaunchException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int base = taken.getLocalPort();
            Ports ports = Ports.from(base, 3);
            Set<Integer> all = new HashSet<>(ports.replicas());
            all.add(ports.dispatcher());
            assertEquals(4, all.size());
            assertFalse(all.contains(base));
        }
    }

    @Test
    void saysWhenThereAreNotEnough() {
        LaunchException e = assertThrows(LaunchException.class, () -> Ports.from(65_535, 2));
        assertEquals("there are no 3 free ports from 65535 on", e.getMessage());
    }

    @Test
    void anAutoscalerHasOneAndAFirstReplica() throws LaunchException {
        Ports ports = Ports.scaledFrom(30_000);
        Set<Integer> all = new HashSet<>(ports.replicas());
        all.add(ports.dispatcher());
        all.add(ports.autoscaler().orElseThrow());
        assertEquals(3, all.size());
        assertEquals(1, ports.replicas().size());
        assertTrue(Ports.from(30_000, 2).autoscaler().isEmpty());
    }

    @Test
    void givesEachReplicaOne() throws LaunchException {
        assertEquals(List.of(), Ports.from(30_000, 0).replicas());
        assertEquals(5, Ports.from(30_000, 5).replicas().size());
    }
}
