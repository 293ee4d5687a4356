package org.elasticml.bench.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CachesCommandTest {
    @Test
    void groupsAreFullAndHoldEveryPhoto() {
        assertEquals(List.of(List.of(1, 2), List.of(3, 1)), CachesCommand.groups(List.of(1, 2, 3), 2));
        assertEquals(List.of(List.of(1, 1, 1)), CachesCommand.groups(List.of(1), 3));
    }
}
