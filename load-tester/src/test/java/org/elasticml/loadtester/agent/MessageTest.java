package org.elasticml.loadtester.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.LatencyHistogram;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.send.Header;
import org.elasticml.loadtester.send.Protocol;
import org.elasticml.loadtester.send.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read again. */
class MessageTest {
    static Stream<Message> plain() {
        return Stream.of(
                new Order.Carry(new Photo("ä.jpg", "image/jpeg", Buffer.buffer("\u0000\u00ff"), Optional.of("tench"))),
                new Order.Carry(new Photo("b.png", "image/png", Buffer.buffer(), Optional.empty())),
                new Order.Aim(new AgentTarget(
                        Protocol.HTTP,
                        "http://127.0.0.1:8001/add_to_queue",
                        Duration.ofNanos(1_500_000_001),
                        List.of(new Header("X-API-Key", "0123"), new Header("A", "")))),
                new Order.Ping(Long.MIN_VALUE),
                new Order.Start(-7),
                new Order.Stop(),
                new Told.Ready(),
                new Told.Pong(1, Long.MAX_VALUE),
                new Told.Rows(rows()),
                new Told.Ended(7, true),
                new Told.Trouble("no connection"));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void isReadAsItWasWritten(Message message) throws IOException {
        Class<? extends Message> side = message instanceof Order ? Order.class : Told.class;
        assertEquals(message, Message.decode(message.encoded(), side));
    }

    /** Nothing of it is read: what agents tell may be inflated to more than there is memory. */
    @ParameterizedTest
    @MethodSource("plain")
    void isNotReadByTheSideThatSaysIt(Message message) {
        Class<? extends Message> other = message instanceof Order ? Told.class : Order.class;
        assertEquals(
                "there is no " + other.getSimpleName() + " " + message.kind().ordinal(),
                assertThrows(IOException.class, () -> Message.decode(message.encoded(), other))
                        .getMessage());
    }

    /** A rate that is off by its last bit moves requests from one agent to another. */
    @Test
    void keepsRatesToTheLastBit() throws IOException {
        double[] rates = {1.0 / 3, Math.nextUp(10.0), 0, 1e-300, Math.PI};
        Schedule schedule = new Schedule(Workload.of(rates), Arrivals.BARAZMOON, -5);
        Order.Play play = (Order.Play) Message.decode(new Order.Play(schedule, new Share(2, 3)).encoded(), Order.class);
        assertEquals(new Share(2, 3), play.share());
        assertEquals(Arrivals.BARAZMOON, play.schedule().arrivals());
        assertEquals(-5, play.schedule().seed());
        Workload read = play.schedule().rates();
        double[] readRates = new double[read.seconds()];
        for (int second = 0; second < readRates.length; second++) {
            readRates[second] = read.ratePerSecond(second);
        }
        assertArrayEquals(rates, readRates, 0);
    }

    @Test
    void keepsEveryBucket() throws IOException {
        Histogram latencies = LatencyHistogram.empty();
        latencies.recordValueWithCount(0, 3);
        latencies.recordValueWithCount(123_456, 2_000_000);
        latencies.recordValue(LatencyHistogram.MAX_MICROS);
        Told.Going going = (Told.Going) Message.decode(new Told.Going(9, 1, 2, 3, 4, latencies).encoded(), Told.class);
        assertEquals(latencies, going.latencies());
        assertEquals(new Told.Going(9, 1, 2, 3, 4, going.latencies()), going);
    }

    @Test
    void hasNoSecretInItsText() {
        AgentTarget target = new AgentTarget(
                Protocol.HTTP, "http://a", Duration.ofSeconds(1), List.of(new Header("X-API-Key", "top-secret")));
        assertFalse(new Order.Aim(target).toString().contains("top-secret"));
        assertTrue(new Order.Aim(target).toString().contains("X-API-Key"));
    }

    @Test
    void isNotReadFromAnythingElse() {
        for (String bytes : List.of("", "\u007f", "hello", "\u0000\u0000", "\u0002\u0000\u0000\u0000\u0009")) {
            assertThrows(IOException.class, () -> Message.decode(Buffer.buffer(bytes), Order.class), bytes);
            assertThrows(IOException.class, () -> Message.decode(Buffer.buffer(bytes), Told.class), bytes);
        }
    }

    private static RequestLog rows() {
        Prediction prediction = new Prediction("tench", 0.123456, List.of("tench", "gar", "Ü"));
        return RequestLog.of(
                new RequestRecord(
                        5,
                        OptionalLong.of(6),
                        7_000_000_000L,
                        "a.jpg",
                        Optional.of("tench"),
                        51_000,
                        new Answer(
                                200,
                                Outcome.SUCCEEDED,
                                Optional.of(prediction),
                                Optional.of("r1"),
                                Optional.of("builtin"),
                                OptionalInt.of(0),
                                Optional.empty())),
                new RequestRecord(
                        8, OptionalLong.empty(), 9, "a.jpg", Optional.empty(), 0, Answer.none("no answer within 30 s")),
                new RequestRecord(
                        8,
                        OptionalLong.of(8),
                        8,
                        "b.jpg",
                        Optional.empty(),
                        1,
                        new Answer(
                                503,
                                Outcome.REFUSED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalInt.empty(),
                                Optional.of("HTTP 503: full"))));
    }
}
