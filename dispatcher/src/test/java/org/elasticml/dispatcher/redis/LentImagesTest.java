package org.elasticml.dispatcher.redis;

import static org.elasticml.dispatcher.redis.TestDispatcher.LEFT_MILLIS;
import static org.elasticml.dispatcher.redis.TestDispatcher.await;
import static org.elasticml.dispatcher.redis.TestDispatcher.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images of waiting requests. */
class LentImagesTest extends OnRedis {
    private static final Borrowed IMAGE = new Borrowed.Image(image("id"));

    private TestDispatcher origin;
    private TestDispatcher taker;

    @BeforeEach
    void connect() {
        origin = dispatcher();
        taker = dispatcher();
    }

    private Borrowed borrow(Place place) throws Exception {
        return await(taker.queue.borrow(place));
    }

    private void lend(Place place) throws Exception {
        await(origin.queue.lend(place, image("id"), LEFT_MILLIS));
    }

    private boolean isThere() throws Exception {
        return server.ask("exists", "{elastic-ml}:image:id").toInteger() == 1;
    }

    @Test
    void areLentWhenTheyAreAskedFor() throws Exception {
        Place place = origin.add("id");
        assertFalse(isThere());
        assertEquals(place, taker.takeOne().place());
        assertEquals(Borrowed.Missing.ASKED, borrow(place));
        Poll.until("heard", () -> origin.heard.contains("wanted 2 " + place.entry() + " id"));
        lend(place);
        Poll.until("heard", () -> taker.heard.contains("lent id"));
        assertEquals(IMAGE, borrow(place));
        assertEquals(IMAGE, borrow(place), "again");
        long left = server.ask("pttl", "{elastic-ml}:image:id").toLong();
        assertTrue(left > LEFT_MILLIS / 2 && left <= LEFT_MILLIS, "" + left);
        assertTrue(taker.finish(place, "answer"));
        assertFalse(isThere());
    }

    @Test
    void areNotLentWhenItIsOver() throws Exception {
        Place place = origin.add("id");
        taker.take(1);
        assertTrue(await(origin.queue.remove(place)));
        lend(place);
        assertFalse(isThere());
        assertFalse(taker.heard.contains("lent id"));
        assertEquals(Borrowed.Missing.GONE, borrow(place));
    }

    @Test
    void areNotMissedWhenNobodyWaits() throws Exception {
        Place place = origin.add("id");
        lend(place);
        taker.take(1);
        origin.die();
        Poll.until("gone", () -> borrow(place) == Borrowed.Missing.GONE);
    }

    /** Else each would cost a write to disk. */
    @Test
    void areNotInTheLog() throws Exception {
        Place place = origin.add("id");
        taker.take(1);
        lend(place);
        assertEquals(IMAGE, borrow(place));
        server.kill();
        Poll.until("noticed", () -> !taker.queue.isConnected());
        origin.die();
        server.start();
        taker.connect();
        server.ask("zrem", "{elastic-ml}:dispatchers", origin.id); // not heard of for long
        assertEquals(Borrowed.Missing.ASKED, borrow(place), "its dispatcher may come back yet");
    }

    @Test
    void areLentByARedisThatIsFull() throws Exception {
        Place place = origin.add("id");
        taker.take(1);
        server.ask("config", "set", "maxmemory", "1");
        lend(place);
        assertEquals(IMAGE, borrow(place));
    }
}
