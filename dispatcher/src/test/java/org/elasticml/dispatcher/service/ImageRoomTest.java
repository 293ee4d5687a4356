package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ImageRoomTest {
    private final ImageRoom room = new ImageRoom(10);

    @Test
    void holdsSoManyBytesAndNoMore() {
        assertTrue(room.take(6));
        assertTrue(room.take(4));
        assertFalse(room.isShort());
        assertFalse(room.take(1));
        assertTrue(room.isShort());
        room.free(4);
        assertFalse(room.isShort());
        assertTrue(room.take(1));
    }

    @Test
    void oneAloneHasRoomHoweverLarge() {
        assertTrue(room.take(11));
        assertFalse(room.take(1));
        room.free(11);
        assertTrue(room.take(11));
    }
}
