package org.elasticml.dispatcher.redis;

import static org.elasticml.dispatcher.redis.TestDispatcher.AGING_MILLIS;
import static org.elasticml.dispatcher.redis.TestDispatcher.LEFT_MILLIS;
import static org.elasticml.dispatcher.redis.TestDispatcher.await;
import static org.elasticml.dispatcher.redis.TestDispatcher.image;
import static org.elasticml.dispatcher.redis.TestDispatcher.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.elasticml.core.queue.Priority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is taken when. */
class QueueOrderTest extends OnRedis {
    private TestDispatcher dispatcher;

    @BeforeEach
    void connect() {
        dispatcher = dispatcher();
    }

    private void add(String id, Priority priority, boolean background) throws Exception {
        dispatcher.add(request(id, priority, background, 0, LEFT_MILLIS));
    }

    private void addAged(String id, Priority priority, long ageMillis) throws Exception {
        dispatcher.add(request(id, priority, false, ageMillis, LEFT_MILLIS));
    }

    @Test
    void whatWasAddedIsTaken() throws Exception {
        QueuedRequest added = new QueuedRequest("id", Priority.LOW, true, "rid", "", Long.MIN_VALUE, 120, 9_000, "");
        Place place = dispatcher.add(added);
        Taken taken = dispatcher.takeOne();
        assertEquals(place, taken.place());
        assertEquals(1, taken.deliveries());
        QueuedRequest request = taken.request();
        assertTrue(request.ageMillis() >= 120, "it got older: " + request);
        assertEquals(9_120, request.ageMillis() + request.leftMillis());
        assertEquals(
                new QueuedRequest(
                        "id",
                        Priority.LOW,
                        true,
                        "rid",
                        "",
                        Long.MIN_VALUE,
                        request.ageMillis(),
                        request.leftMillis(),
                        dispatcher.id),
                request);
        assertEquals(image("id"), await(dispatcher.queue.image("id")));
        assertEquals(List.of(), dispatcher.take(10));
    }

    @Test
    void byPriorityThenAge() throws Exception {
        add("low", Priority.LOW, false);
        add("normal 1", Priority.NORMAL, false);
        add("normal 2", Priority.NORMAL, false);
        add("high", Priority.HIGH, false);
        assertEquals(List.of("high", "normal 1"), dispatcher.takeIds(2));
        assertEquals(List.of("normal 2", "low"), dispatcher.takeIds(10));
    }

    @Test
    void anAgedOneCountsAsOfAHigherPriority() throws Exception {
        addAged("low, aged once", Priority.LOW, AGING_MILLIS);
        addAged("normal", Priority.NORMAL, AGING_MILLIS / 2);
        assertEquals(List.of("low, aged once", "normal"), dispatcher.takeIds(10));
        addAged("high, younger", Priority.HIGH, AGING_MILLIS);
        addAged("low, aged thrice", Priority.LOW, 3 * AGING_MILLIS);
        addAged("low, aged once more", Priority.LOW, 3 * AGING_MILLIS / 2);
        assertEquals(List.of("low, aged thrice", "high, younger", "low, aged once more"), dispatcher.takeIds(10));
    }

    @Test
    void everyTenthIsABackgroundOneWhileOthersWait() throws Exception {
        for (int i = 0; i < 25; i++) {
            add("waits", Priority.LOW, false);
            add("background", Priority.HIGH, true);
        }
        List<String> taken = new ArrayList<>(dispatcher.takeIds(3));
        taken.addAll(dispatcher.takeIds(18));
        taken.addAll(dispatcher.takeIds(9));
        List<String> expected = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> i == 10 || i == 20 || i > 27 ? "background" : "waits")
                .toList();
        assertEquals(expected, taken, "25 waited");
    }

    @Test
    void backgroundOnesGoByPriorityThenArrival() throws Exception {
        add("low", Priority.LOW, true);
        add("normal", Priority.NORMAL, true);
        add("high 1", Priority.HIGH, true);
        add("high 2", Priority.HIGH, true);
        assertEquals(List.of("high 1", "high 2", "normal", "low"), dispatcher.takeIds(10));
    }

    @Test
    void withoutASlotOnlyOverdueOnesAreTaken() throws Exception {
        dispatcher.add(request("in time", Priority.HIGH, false, 0, LEFT_MILLIS));
        dispatcher.add(request("background, over", Priority.LOW, true, 10, 0));
        for (int i = 0; i < 11; i++) {
            dispatcher.add(request("over", Priority.NORMAL, false, 10, -1));
        }
        List<Taken> taken = new ArrayList<>(dispatcher.take(0));
        assertEquals(10, taken.size());
        taken.addAll(dispatcher.take(0));
        assertEquals(12, taken.size());
        assertTrue(taken.stream().allMatch(one -> one.request().leftMillis() <= 0), "" + taken);
        assertEquals(List.of(), dispatcher.takeIds(0));
        assertEquals(List.of("in time"), dispatcher.takeIds(1));
    }

    @Test
    void noMoreWaitThanMay() throws Exception {
        TestDispatcher small = trying(new TestDispatcher(server.url(), 2, 1)).connect();
        QueuedRequest low = request("low", Priority.LOW, false, 0, LEFT_MILLIS);
        small.add("normal");
        small.add(low);
        assertEquals(new Added.Full(), small.tryAdd(request("high", Priority.HIGH, false, 0, LEFT_MILLIS)));
        assertEquals(null, await(small.queue.image("high")));
        small.take(1);
        small.add(low);
        assertEquals(
                Map.of(Priority.HIGH, 0L, Priority.NORMAL, 0L, Priority.LOW, 2L),
                small.queue.state().waiting());
    }

    /** Taken or not. */
    @Test
    void noMoreAreInTheBackgroundThanMay() throws Exception {
        TestDispatcher small = trying(new TestDispatcher(server.url(), 2, 1)).connect();
        Place place = small.addBackground("one");
        small.take(1);
        assertEquals(new Added.Full(), small.tryAdd(request("two", Priority.HIGH, true, 0, LEFT_MILLIS)));
        assertEquals(1, small.queue.state().backgroundUnanswered());
        assertEquals(
                Map.of(Priority.HIGH, 0L, Priority.NORMAL, 0L, Priority.LOW, 0L),
                small.queue.state().background());
        small.finish(place, "answer");
        small.addBackground("two");
    }

    /** What a script asks of Redis does not depend on how long the queue is: as many commands, of bounded size. */
    @Test
    void takingCostsTheSameHoweverManyWait() throws Exception {
        addMany(10);
        Map<String, Long> few = commandsOfATake();
        addMany(990);
        assertEquals(few, commandsOfATake());
        try (InputStream script = Script.class.getResourceAsStream("/redis/take.lua")) {
            new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("'XRANGE'") && line.contains("'+'"))
                    .forEach(line -> assertTrue(line.contains("'COUNT', 1"), line));
        }
    }

    private void addMany(int many) throws Exception {
        for (int i = 0; i < many; i++) {
            dispatcher.add("" + i);
        }
    }

    private Map<String, Long> commandsOfATake() throws Exception {
        server.ask("config", "resetstat");
        dispatcher.take(1);
        Map<String, Long> calls = new HashMap<>();
        Response stats = server.ask("info", "commandstats");
        for (String line : stats.toString().split("\r\n")) {
            if (line.startsWith("cmdstat_x")) {
                calls.put(
                        line.substring(0, line.indexOf(':')),
                        Long.parseLong(line.replaceAll(".*calls=(\\d+),.*", "$1")));
            }
        }
        return calls;
    }
}
