package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.dispatch.Assignment;
import org.elasticml.core.dispatch.DispatchSettings;
import org.elasticml.core.queue.Priority;
import org.elasticml.dispatcher.redis.EnabledWithRedis;
import org.elasticml.dispatcher.redis.RedisAddress;
import org.elasticml.dispatcher.redis.RedisServer;
import org.elasticml.dispatcher.redis.RedisSettings;
import org.elasticml.web.Bodies;
import org.elasticml.web.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Dispatchers without doors and replicas, on one real Redis: what they take, the test serves. */
@EnabledWithRedis
@Timeout(60)
abstract class OnSharedQueue {
    static final ObjectMapper JSON = new ObjectMapper();
    static final long SECOND = 1_000_000_000;
    private static final Bodies.Hold UNUSED = new Bodies.Hold() {
        @Override
        public void keep() {
            throw new AssertionError("Redis keeps it");
        }

        @Override
        public void release() {
            throw new AssertionError("Redis keeps it");
        }
    };

    final Vertx vertx = Vertx.vertx();
    final List<Node> nodes = new ArrayList<>();
    RedisServer redis;

    @BeforeEach
    void start() throws IOException {
        redis = RedisServer.started(RedisServer.binaries().get(0));
    }

    @AfterEach
    void stop() throws IOException {
        nodes.forEach(Node::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.close();
    }

    static void until(String what, BooleanSupplier holds) {
        long giveUp = System.nanoTime() + 30 * SECOND;
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - giveUp < 0, what);
            Thread.onSpinWait();
        }
    }

    /** A dispatcher with one replica. */
    final class Node {
        final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        final Dispatch dispatch;
        final SharedIntake intake;
        final long timer;

        Node(int slots, String replica) {
            dispatch = new Dispatch(
                    new DispatchSettings(4, SECOND, SECOND / 2, false),
                    new ReplicaPool(BalancingPolicies.named("round-robin", new SplittableRandom(1)), slots),
                    System::nanoTime,
                    waited -> {});
            dispatch.replicas(Map.of(replica, false));
            RedisSettings settings =
                    new RedisSettings(RedisAddress.of(redis.url()), RedisSettings.newDispatcherId(), 4, 3, 1_000);
            intake = new SharedIntake(
                    vertx,
                    dispatch,
                    new DispatcherMetrics(registry, () -> 500),
                    new ResultJson(JSON),
                    settings,
                    Duration.ofMinutes(1));
            intake.start();
            timer = vertx.setPeriodic(20, tick -> {
                dispatch.tick();
                intake.tick();
            });
            until("connected", this::isConnected);
        }

        boolean isConnected() {
            try {
                intake.requireRoom(false);
                return true;
            } catch (ProblemException e) {
                return false;
            }
        }

        /** Waits until it has something to do. */
        Assignment<PendingRequest> next() {
            List<Assignment<PendingRequest>> found = new ArrayList<>();
            until("something to do", () -> {
                dispatch.next().ifPresent(found::add);
                return !found.isEmpty();
            });
            return found.get(0);
        }

        void answer(Assignment<PendingRequest> assignment) {
            dispatch.succeeded(
                    assignment,
                    JSON.createObjectNode()
                            .put("label", assignment.request().item().image.toString()));
        }

        CompletableFuture<ObjectNode> ask(String image, long deadlineNanos) {
            return intake.ask(request(image, deadlineNanos, false), Priority.NORMAL)
                    .toCompletableFuture();
        }

        CompletableFuture<ObjectNode> ask(String image) {
            return ask(image, 20 * SECOND);
        }

        String accept(String image) {
            return intake.accept(request(image, 60 * SECOND, true), Priority.NORMAL, UNUSED)
                    .await()
                    .atMost(Duration.ofSeconds(20));
        }

        ResultState state(String id) {
            return intake.result(id, Duration.ZERO).await().atMost(Duration.ofSeconds(20));
        }

        double ended(String outcome) {
            return registry.counter("dispatcher_requests_total", "outcome", outcome)
                    .count();
        }

        /** In good order: what it holds it gives back. */
        void stop() {
            vertx.cancelTimer(timer);
            intake.close();
        }
    }

    Node node(int slots) {
        nodes.add(new Node(slots, "replica"));
        return nodes.get(nodes.size() - 1);
    }

    static PendingRequest request(String image, long deadlineNanos, boolean background) {
        long now = System.nanoTime();
        return new PendingRequest(
                new RequestTrace("the-id"), Buffer.buffer(image), "?top_k=2", 7, now, now + deadlineNanos, background);
    }

    static ProblemException problem(CompletableFuture<ObjectNode> answer) {
        return assertInstanceOf(
                ProblemException.class,
                assertThrows(CompletionException.class, answer::join).getCause());
    }
}
