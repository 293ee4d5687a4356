package org.elasticml.dispatcher.redis;

import static org.elasticml.dispatcher.redis.TestDispatcher.LEFT_MILLIS;
import static org.elasticml.dispatcher.redis.TestDispatcher.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.elasticml.dispatcher.redis.StoredResult.Missing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How requests end, and what is kept of them. */
class QueueEndsTest extends OnRedis {
    private static final long DAY_MILLIS = 86_400_000;

    private TestDispatcher dispatcher;

    @BeforeEach
    void connect() {
        dispatcher = dispatcher();
    }

    private StoredResult result(String id) throws Exception {
        return await(dispatcher.queue.result(id));
    }

    @Test
    void aResultIsThereOnceItIsFinished() throws Exception {
        assertEquals(Missing.ABSENT, result("id"));
        dispatcher.addBackground("id");
        assertEquals(Missing.PENDING, result("id"));
        Taken taken = dispatcher.takeOne();
        assertEquals(Missing.PENDING, result("id"));
        assertTrue(dispatcher.finish(taken.place(), "answer"));
        StoredResult answered = new StoredResult.Answered(Buffer.buffer("answer"));
        assertEquals(answered, result("id"));
        assertEquals(answered, result("id"), "again");
        assertNull(await(dispatcher.queue.image("id")));
        dispatcher.take(1);
        assertEquals(0, dispatcher.queue.state().backgroundUnanswered());
    }

    @Test
    void aResultExpires() throws Exception {
        Place place = dispatcher.addBackground("id");
        dispatcher.take(1);
        assertTrue(await(dispatcher.queue.finish(place, Optional.of(Buffer.buffer("answer")), 20)));
        Poll.until("expired", () -> result("id") == Missing.ABSENT);
    }

    @Test
    void oneOfTwoFinishes() throws Exception {
        TestDispatcher other = dispatcher();
        for (int i = 0; i < 20; i++) {
            Place place = dispatcher.addBackground("id" + i);
            dispatcher.take(1);
            Future<Boolean> one = dispatcher.queue.finish(place, Optional.of(Buffer.buffer("one")), LEFT_MILLIS);
            Future<Boolean> two = other.queue.finish(place, Optional.of(Buffer.buffer("two")), LEFT_MILLIS);
            boolean first = await(one);
            assertEquals(!first, await(two));
            assertEquals(new StoredResult.Answered(Buffer.buffer(first ? "one" : "two")), result("id" + i));
        }
    }

    @Test
    void whatWasNotTakenIsNotFinished() throws Exception {
        Place place = dispatcher.addBackground("id");
        assertFalse(dispatcher.finish(place, "answer"));
        assertEquals(Missing.PENDING, result("id"));
        assertEquals(List.of("id"), dispatcher.takeIds(1));
    }

    @Test
    void oneThatWaitsCanBeRemoved() throws Exception {
        Place place = dispatcher.add("id");
        assertTrue(await(dispatcher.queue.remove(place)));
        assertNull(await(dispatcher.queue.image("id")));
        assertEquals(List.of(), dispatcher.take(1));
        assertFalse(await(dispatcher.queue.remove(place)), "again");
    }

    @Test
    void oneThatWasTakenCanBeRemoved() throws Exception {
        Place place = dispatcher.add("id");
        dispatcher.take(1);
        assertTrue(await(dispatcher.queue.remove(place)));
        assertNull(await(dispatcher.queue.image("id")));
        assertFalse(dispatcher.finish(place, "late"));
        assertEquals(Missing.ABSENT, result("id"));
    }

    @Test
    void othersAreToldWhatIsDone() throws Exception {
        TestDispatcher other = dispatcher();
        Place place = dispatcher.addBackground("id");
        other.take(1);
        assertTrue(other.finish(place, "answer"));
        Poll.until("told", () -> dispatcher.heard.contains("done id") && other.heard.contains("done id"));
    }

    @Test
    void leavesNothingBehind() throws Exception {
        dispatcher.finish(taken("finished"), "answer");
        await(dispatcher.queue.remove(taken("removed")));
        List<String> keys = Replies.texts(server.ask("keys", "*:image:*"));
        assertEquals(List.of(), keys);
        assertEquals(0, server.ask("xlen", "{elastic-ml}:waiting:normal").toInteger());
        assertEquals(
                0,
                server.ask("xpending", "{elastic-ml}:waiting:normal", "dispatchers")
                        .get(0)
                        .toInteger());
        assertTrue(server.ask("pttl", "{elastic-ml}:result:finished").toLong() > LEFT_MILLIS / 2);
    }

    private Place taken(String id) throws Exception {
        dispatcher.add(id);
        return dispatcher.takeOne().place();
    }

    @Test
    void anImageOutlivesItsDeadlineByADay() throws Exception {
        dispatcher.addBackground("id");
        long left = server.ask("pttl", "{elastic-ml}:image:id").toLong();
        assertTrue(left > LEFT_MILLIS + DAY_MILLIS - 60_000 && left <= LEFT_MILLIS + DAY_MILLIS, "" + left);
    }

    /** As after a restart. */
    @Test
    void aServerThatForgotTheScriptsIsToldThem() throws Exception {
        server.ask("script", "flush");
        Place place = dispatcher.add("id");
        server.ask("script", "flush");
        assertEquals(List.of("id"), dispatcher.takeIds(1));
        server.ask("script", "flush");
        assertTrue(dispatcher.finish(place, "answer"));
        assertFalse(dispatcher.heard.contains("lost"));
    }
}
