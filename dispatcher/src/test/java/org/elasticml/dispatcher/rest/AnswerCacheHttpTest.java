package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
@TestProfile(AnswerCacheHttpTest.WithCache.class)
class AnswerCacheHttpTest {
    public static final class WithCache implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("answer.cache", "100", "queue.capacity", "1", "balancing.slots", "1");
        }
    }

    @ConfigProperty(name = "ml.service.url")
    List<String> replicas;

    private static ValidatableResponse add(String image, String id) {
        return given().contentType("image/jpeg")
                .header("X-Request-Id", id)
                .header("X-Deadline-Ms", 60_000)
                .body(image.getBytes(StandardCharsets.US_ASCII))
                .post("/add_to_queue")
                .then();
    }

    private void mode(String mode) {
        replicas.forEach(
                replica -> given().get(replica + "/mode/" + mode).then().statusCode(200));
    }

    private static int of(String figure) {
        return given().get("/stats").then().statusCode(200).extract().path(figure);
    }

    /** Until both replicas have said what they serve, nothing is kept. */
    @BeforeEach
    void bothHaveSaidWhatTheyServe() {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        int before = of("cache.bypass");
        for (int i = 0; ; i++) {
            add("any", "any").statusCode(200);
            int now = of("cache.bypass");
            if (now == before) {
                return;
            }
            before = now;
            assertTrue(System.nanoTime() - giveUp < 0, "after " + i + " requests the cache is not in use");
        }
    }

    @AfterEach
    void heal() {
        mode("well");
    }

    @Test
    void theSamePhotoReachesAReplicaOnce() {
        add("photo", "one")
                .statusCode(200)
                .body("request_id", equalTo("one"))
                .body("cached", nullValue())
                .body("replica", notNullValue());
        add("photo", "two")
                .statusCode(200)
                .header("X-Request-Id", "two")
                .body("request_id", equalTo("one"))
                .body("cached", equalTo(true))
                .body("replica", nullValue())
                .body("waited_ms", equalTo(0))
                .body("queue_size", equalTo(0));
        add("another photo", "three").statusCode(200).body("request_id", equalTo("three"));
        given().get("/q/metrics")
                .then()
                .body(containsString("dispatcher_cache_requests_total{result=\"hit\"}"))
                .body(not(containsString("dispatcher_cache_requests_total{result=\"hit\"} 0.0")))
                .body(containsString("dispatcher_cache_size"));
    }

    /** New photos are sent until one is refused at once: the replicas are stuck, and the queue of one is full. */
    @Test
    void aKeptAnswerIsGivenThoughTheQueueIsFull() {
        add("kept", "kept").statusCode(200);
        mode("stuck");
        ExecutorService threads = Executors.newCachedThreadPool();
        List<CompletableFuture<Integer>> underway = new ArrayList<>();
        long giveUp = System.nanoTime() + 60_000_000_000L;
        while (underway.stream().noneMatch(answer -> answer.getNow(0) == 503)) {
            assertTrue(System.nanoTime() - giveUp < 0, "the queue does not fill");
            String photo = "fills " + underway.size();
            underway.add(CompletableFuture.supplyAsync(
                    () -> add(photo, "fills").extract().statusCode(), threads));
            add("kept", "again").statusCode(200).body("cached", equalTo(true));
        }
        heal();
        underway.forEach(answer -> assertTrue(Set.of(200, 503).contains(answer.join())));
        threads.shutdown();
    }
}
