package org.elasticml.dispatcher.redis;

import static org.elasticml.dispatcher.redis.TestDispatcher.LEFT_MILLIS;
import static org.elasticml.dispatcher.redis.TestDispatcher.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.elasticml.dispatcher.discovery.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis dies, hangs, forgets, is full, or does not let us in. */
class RedisTroubleTest extends OnRedis {
    private final Logger log = Logger.getLogger(RedisQueue.class.getName());
    private final LogLines lines = new LogLines();

    @BeforeEach
    void listen() {
        log.addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(lines);
    }

    private void away(TestDispatcher dispatcher) {
        Poll.until("noticed", () -> !dispatcher.queue.isConnected());
    }

    private static Future<Boolean> finish(TestDispatcher dispatcher, Place place) {
        return dispatcher.queue.finish(place, Optional.of(Buffer.buffer("answer")), LEFT_MILLIS);
    }

    @Test
    void nothingIsLostWhenItIsKilled() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        Place finished = dispatcher.addBackground("finished");
        dispatcher.take(1);
        dispatcher.finish(finished, "before");
        Place held = dispatcher.addBackground("held");
        dispatcher.take(1);
        Place waits = dispatcher.add("waits");
        byte[] secret = dispatcher.queue.secret().orElseThrow();
        server.kill();
        away(dispatcher);
        assertThrows(RedisAway.class, () -> dispatcher.add("refused"));
        assertThrows(RedisAway.class, () -> dispatcher.take(1));
        Future<Boolean> ended = finish(dispatcher, held);
        server.start();
        assertTrue(await(ended), "sent again");
        dispatcher.connect();
        assertEquals(new StoredResult.Answered(Buffer.buffer("before")), await(dispatcher.queue.result("finished")));
        assertEquals(new StoredResult.Answered(Buffer.buffer("answer")), await(dispatcher.queue.result("held")));
        assertEquals(waits, dispatcher.takeOne().place());
        assertEquals(List.of(), dispatcher.take(10));
        assertArrayEquals(secret, dispatcher.queue.secret().orElseThrow());
        Poll.until("told", () -> dispatcher.heard.stream()
                .filter(what -> what.equals("connected") || what.equals("lost"))
                .toList()
                .equals(List.of("connected", "lost", "connected")));
        String what = "Redis at " + server.url() + ": ";
        assertEquals(2, lines.said().size(), "" + lines.said());
        assertTrue(
                lines.said().get(0).matches("\\Q" + what + "\\E.+; trying on"),
                lines.said().get(0));
        assertEquals(what + "connected", lines.said().get(1));
    }

    /** Nobody is taken to be gone because Redis was. */
    @Test
    void whatEachHoldsStaysItsOwnOverARestart() throws Exception {
        TestDispatcher one = dispatcher();
        TestDispatcher two = dispatcher();
        one.add("one");
        one.take(1);
        server.kill();
        away(one);
        // As if it came back only when the others have long been there.
        one.die();
        server.start();
        two.connect();
        Poll.until("it was not heard of", () -> two.queue.state().dispatchers().equals(List.of(two.id)));
        assertEquals(List.of(), two.take(10));
        assertEquals("one", two.takeOne().request().id(), "and in the end it is");
    }

    @Test
    void oneThatIsNotThereYetIsNoReasonNotToStart() throws Exception {
        server.kill();
        TestDispatcher dispatcher = trying(new TestDispatcher(server.url()));
        Poll.until("said", () -> !lines.said().isEmpty());
        assertFalse(dispatcher.queue.isConnected());
        assertThrows(RedisAway.class, () -> dispatcher.add("refused"));
        server.start();
        dispatcher.connect();
        dispatcher.add("accepted");
        assertEquals(2, lines.said().size(), "" + lines.said());
        assertTrue(
                lines.said().get(0).contains("Connection refused"), lines.said().get(0));
    }

    @Test
    void oneThatHangsIsGivenUp() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        Place place = dispatcher.add("id");
        dispatcher.take(1);
        server.signal("STOP");
        Future<Boolean> ended = finish(dispatcher, place);
        assertThrows(RedisAway.class, () -> dispatcher.add("hangs"));
        assertFalse(dispatcher.queue.isConnected());
        server.signal("CONT");
        assertTrue(await(ended), "it was done the first or the second time it was sent");
        dispatcher.connect();
        assertEquals(new StoredResult.Answered(Buffer.buffer("answer")), await(dispatcher.queue.result("id")));
        assertTrue(
                lines.said().get(0).endsWith(": no answer for 3000 ms; trying on"),
                lines.said().get(0));
    }

    @Test
    void oneThatForgotEverythingIsSetUpAnew() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        byte[] secret = dispatcher.queue.secret().orElseThrow();
        server.ask("flushall");
        Poll.until("noticed", () -> dispatcher.heard.contains("lost"));
        dispatcher.connect();
        assertArrayEquals(secret, dispatcher.queue.secret().orElseThrow(), "ids that were given out are still ours");
        Place place = dispatcher.add("id");
        assertEquals(place, dispatcher.takeOne().place());
    }

    /** Messages come over a connection of their own. */
    @Test
    void whenOneConnectionBreaksAllAreRenewed() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        TestDispatcher other = dispatcher();
        server.ask("client", "kill", "type", "pubsub");
        for (TestDispatcher each : List.of(dispatcher, other)) {
            Poll.until("noticed", () -> each.heard.contains("lost"));
            each.connect();
        }
        Place place = dispatcher.add("id");
        assertTrue(await(other.queue.remove(place)));
        Poll.until("told", () -> dispatcher.heard.contains("done id"));
    }

    @Test
    void whenItIsFullWhatIsThereIsStillServed() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        Place held = dispatcher.addBackground("held");
        dispatcher.take(1);
        Place waits = dispatcher.addBackground("waits");
        server.ask("config", "set", "maxmemory-policy", "noeviction");
        server.ask("config", "set", "maxmemory", "1");
        assertThrows(RedisOutOfMemory.class, () -> dispatcher.add("refused"));
        assertTrue(dispatcher.finish(held, "answer"));
        assertEquals(new StoredResult.Answered(Buffer.buffer("answer")), await(dispatcher.queue.result("held")));
        assertEquals(waits, dispatcher.takeOne().place());
        await(dispatcher.queue.release(List.of(waits)));
        TestDispatcher late = dispatcher();
        Poll.until("both live", () -> dispatcher.queue.state().dispatchers().size() == 2);
        assertEquals(waits, late.takeOne().place());
        late.stop();
        Poll.until("given back", () -> !dispatcher.take(1).isEmpty());
        assertTrue(dispatcher.finish(waits, "answer"));
        assertFalse(dispatcher.heard.contains("lost"));
        server.ask("config", "set", "maxmemory", "0");
        dispatcher.add("accepted");
    }

    @Test
    void whoIsNotLetInSaysWhy() throws Exception {
        server.ask("config", "set", "requirepass", "p%ss+wörd");
        String place = "127.0.0.1:" + server.port();
        TestDispatcher without = trying(new TestDispatcher("redis://" + place));
        Poll.until("said", () -> lines.said().size() == 1);
        assertTrue(
                lines.said().get(0).startsWith("Redis at redis://" + place + ": NOAUTH "),
                lines.said().get(0));
        assertFalse(without.queue.isConnected());
        TestDispatcher wrong = trying(new TestDispatcher("redis://:secret@" + place));
        Poll.until("said", () -> lines.said().size() == 2);
        assertTrue(
                lines.said().get(1).startsWith("Redis at redis://" + place + ": WRONGPASS "),
                lines.said().get(1));
        assertFalse(wrong.queue.isConnected());
        trying(new TestDispatcher("redis://:p%25ss+w%C3%B6rd@" + place))
                .connect()
                .add("id");
        assertTrue(lines.said().stream().noneMatch(line -> line.contains("secret")), "" + lines.said());
    }

    /** It can be connected to, but nothing written: as a replica that we were led to by mistake. */
    @Test
    void oneThatMayNotBeWrittenToIsAway() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        server.ask("replicaof", "127.0.0.1", "1");
        away(dispatcher);
        assertThrows(RedisAway.class, () -> dispatcher.add("refused"));
        assertTrue(lines.said().get(0).contains("READONLY"), lines.said().get(0));
        server.ask("replicaof", "no", "one");
        dispatcher.connect().add("accepted");
    }
}
