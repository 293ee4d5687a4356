package org.elasticml.dispatcher.redis;

import static org.elasticml.dispatcher.redis.TestDispatcher.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who has what, when several share the queue and some of them go. */
class SeveralDispatchersTest extends OnRedis {
    @Test
    void noneIsTakenByTwo() throws Exception {
        List<TestDispatcher> takers = List.of(dispatcher(), dispatcher(), dispatcher());
        for (int i = 0; i < 300; i++) {
            takers.get(0).add("" + i);
        }
        List<Future<List<Taken>>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            takers.forEach(taker -> all.add(taker.queue.take(7, true)));
        }
        List<String> ids = new ArrayList<>();
        for (Future<List<Taken>> taken : all) {
            await(taken).forEach(one -> ids.add(one.request().id()));
        }
        assertEquals(300, ids.size());
        assertEquals(300, Set.copyOf(ids).size());
    }

    @Test
    void theyKnowEachOther() throws Exception {
        List<TestDispatcher> three = List.of(dispatcher(), dispatcher(), dispatcher());
        List<String> sorted =
                three.stream().map(dispatcher -> dispatcher.id).sorted().toList();
        for (TestDispatcher dispatcher : three) {
            Poll.until("all known", () -> dispatcher.queue.state().dispatchers().equals(sorted));
            assertEquals(sorted.indexOf(dispatcher.id), dispatcher.queue.state().index());
            assertArrayEquals(
                    three.get(0).queue.secret().orElseThrow(),
                    dispatcher.queue.secret().orElseThrow());
        }
        three.get(0).stop();
        three.get(1).die();
        Poll.until("one is left", () -> three.get(2).queue.state().dispatchers().equals(List.of(three.get(2).id)));
        assertEquals(0, three.get(2).queue.state().index());
    }

    @Test
    void othersAreToldOfArrivals() throws Exception {
        TestDispatcher one = dispatcher();
        TestDispatcher two = dispatcher();
        Poll.until("two live", () -> one.queue.state().dispatchers().size() == 2);
        one.add("id");
        Poll.until("told", () -> two.heard.contains("arrived"));
    }

    @Test
    void theDeadOnesAreTakenAndNotTheLiveOnes() throws Exception {
        TestDispatcher live = dispatcher();
        TestDispatcher dead = dispatcher();
        TestDispatcher heir = dispatcher();
        Place livesOn = live.add("live");
        live.take(1);
        Place left = dead.add("dead");
        dead.take(1);
        dead.die();
        Taken taken = heir.takeOne();
        assertEquals(left, taken.place());
        assertEquals(2, taken.deliveries());
        assertEquals("r-dead", taken.request().requestId());
        assertEquals(dead.id, taken.request().origin());
        assertTrue(heir.heard.contains("arrived"));
        assertEquals(List.of(), heir.take(10));
        assertTrue(live.finish(livesOn, "answer"));
        assertTrue(heir.finish(left, "answer"));
    }

    /** More than a script moves at a time. */
    @Test
    void allThatADeadOneHeldIsTaken() throws Exception {
        TestDispatcher dead = dispatcher();
        TestDispatcher heir = dispatcher();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 250; i++) {
            dead.add("" + i);
            ids.add("" + i);
        }
        assertEquals(250, dead.take(250).size());
        dead.die();
        Set<String> taken = new HashSet<>();
        Poll.until("all are taken", () -> {
            taken.addAll(heir.takeIds(100));
            return taken.equals(ids);
        });
        Poll.until("it is forgotten", () -> !consumers().contains(dead.id));
    }

    private List<String> consumers() throws Exception {
        return Stream.of(server.ask("xinfo", "consumers", "{elastic-ml}:waiting:normal", "dispatchers"))
                .flatMap(list ->
                        list.stream().map(consumer -> consumer.get("name").toString()))
                .toList();
    }

    /** The living one sees it at once, with the next message. */
    @Test
    void whoStopsGivesBackWhatItHolds() throws Exception {
        TestDispatcher stops = dispatcher();
        TestDispatcher stays = dispatcher();
        stops.add("one");
        stops.addBackground("two");
        stops.take(2);
        stops.stop();
        assertEquals(List.of("one", "two"), stays.takeIds(10));
        assertFalse(consumers().contains(stops.id));
    }

    @Test
    void whatIsReleasedGoesFirst() throws Exception {
        TestDispatcher one = dispatcher();
        TestDispatcher two = dispatcher();
        Place first = one.add("1");
        Place second = one.add("2");
        one.add("3");
        one.take(2);
        await(one.queue.release(List.of(second, first)));
        assertEquals(List.of("1", "2", "3"), two.takeIds(10));
        await(one.queue.release(List.of(second)));
        assertEquals(List.of(), one.takeIds(10), "what is another's by now stays there");
    }

    /** Redis gave it to us, but the reply never came. */
    @Test
    void whatWasTakenUnnoticedComesBack() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        Place known = dispatcher.add("known");
        dispatcher.take(1);
        dispatcher.add("unnoticed");
        server.ask(
                "xreadgroup",
                "group",
                "dispatchers",
                dispatcher.id,
                "count",
                1,
                "streams",
                "{elastic-ml}:waiting:normal",
                ">");
        assertEquals("unnoticed", dispatcher.takeOne().request().id());
        assertEquals(List.of(), dispatcher.take(10));
        assertTrue(dispatcher.finish(known, "answer"));
    }

    /** When we were taken to be gone but are not. */
    @Test
    void whatWeStillWorkOnIsNotGivenToUsAgain() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        Place place = dispatcher.add("id");
        dispatcher.take(1);
        server.ask("xclaim", "{elastic-ml}:waiting:normal", "dispatchers", "orphans", 0, place.entry());
        Poll.until("seen", () -> dispatcher.queue.state().hasWork());
        assertEquals(List.of(), dispatcher.take(10));
        assertTrue(dispatcher.finish(place, "answer"));
    }

    /** Its own beat shows it: no dispatcher was heard of, and that is nobody's fault. */
    @Test
    void aRedisThatStoodStillMakesNobodyDead() throws Exception {
        TestDispatcher one = dispatcher();
        TestDispatcher other = dispatcher();
        Poll.until("two live", () -> one.queue.state().dispatchers().size() == 2);
        other.add("held");
        other.take(1);
        long longAgo = System.currentTimeMillis() - 60_000;
        for (int beat = 0; beat < 3; beat++) {
            server.ask("zadd", "{elastic-ml}:dispatchers", "xx", "" + longAgo, one.id, "" + longAgo, other.id);
            int seen = one.seen.size();
            Poll.until("a beat", () -> one.seen.size() > seen);
        }
        assertTrue(one.seen.stream().allMatch(state -> state.dispatchers().size() <= 2));
        assertEquals(List.of(), one.take(1), "it is not taken from who holds it");
    }

    @Test
    void whatIsGivenBackCountsAsIfItHadNotBeenTaken() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        dispatcher.add("id");
        for (int i = 0; i < 3; i++) {
            Taken taken = dispatcher.takeOne();
            assertEquals(1, taken.deliveries());
            await(dispatcher.queue.release(List.of(taken.place())));
        }
    }

    @Test
    void backgroundRequestsAreTakenOnlyIfTheyMayBe() throws Exception {
        TestDispatcher dispatcher = dispatcher();
        dispatcher.addBackground("orphan");
        await(dispatcher.queue.release(List.of(dispatcher.takeOne().place())));
        dispatcher.addBackground("background");
        dispatcher.add("waiting");
        assertEquals(
                List.of("waiting"),
                await(dispatcher.queue.take(10, false)).stream()
                        .map(taken -> taken.request().id())
                        .toList());
        assertEquals(List.of("orphan", "background"), dispatcher.takeIds(10));
    }
}
