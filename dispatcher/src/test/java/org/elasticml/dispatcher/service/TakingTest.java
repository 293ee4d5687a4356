package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakingTest {
    private int slots = 2;
    private final List<Integer> asked = new ArrayList<>();
    private Promise<List<String>> reply;
    private final List<String> taken = new ArrayList<>();
    private final Taking<String> taking = new Taking<>(
            () -> slots,
            most -> {
                asked.add(most);
                reply = Promise.promise();
                return reply.future();
            },
            taken::add);

    @Test
    void takesWhatThereMayBeForTheSlotsThatAreFree() {
        taking.mayBeThere();
        assertEquals(List.of(2), asked);
        reply.complete(List.of("a"));
        assertEquals(List.of("a"), taken);
        taking.takeWhatIsWanted();
        assertEquals(List.of(2), asked, "there was one, and no more");
    }

    @Test
    void waitsForASlot() {
        slots = 0;
        taking.mayBeThere();
        assertEquals(List.of(), asked);
        slots = 3;
        taking.takeWhatIsWanted();
        assertEquals(List.of(3), asked);
    }

    @Test
    void asksAgainWhenItGotAllThatItAskedFor() {
        taking.mayBeThere();
        slots = 1;
        reply.complete(List.of("a", "b"));
        assertEquals(List.of(2, 1), asked);
    }

    @Test
    void asksOnceAtATimeAndAgainForWhatCameMeanwhile() {
        taking.mayBeThere();
        taking.mayBeThere();
        assertEquals(List.of(2), asked);
        reply.complete(List.of());
        assertEquals(List.of(2, 2), asked);
        reply.complete(List.of());
        assertEquals(List.of(2, 2), asked);
    }

    @Test
    void asksNoMoreWhenItFailedUntilItIsToldTo() {
        taking.mayBeThere();
        reply.fail("away");
        taking.takeWhatIsWanted();
        assertEquals(List.of(2), asked);
        taking.mayBeThere();
        assertEquals(List.of(2, 2), asked);
    }
}
