package org.elasticml.cluster.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolsTest {
    @Test
    void allAreThere() {
        assertEquals(List.of(), Tools.missing(false, true, program -> true));
    }

    @Test
    void saysWhichAreMissing() {
        Set<String> there = Set.of("runc", "debootstrap");
        assertEquals(List.of("podman", "docker-registry"), Tools.missing(false, true, there::contains));
    }

    @Test
    void aBaseThatIsNamedNeedsNotBeMade() {
        Set<String> there = Set.of("podman", "runc", "docker-registry");
        assertEquals(List.of(), Tools.missing(true, false, there::contains));
        assertEquals(List.of("debootstrap (or IMAGE_BASE)"), Tools.missing(false, true, there::contains));
        assertEquals(
                List.of("root's rights for debootstrap (or IMAGE_BASE)"), Tools.missing(false, false, program -> true));
    }
}
