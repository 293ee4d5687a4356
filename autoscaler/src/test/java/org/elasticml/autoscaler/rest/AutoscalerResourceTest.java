package org.elasticml.autoscaler.rest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service against a dispatcher that speaks HTTP; {@code ACTUATOR=none}. */
@QuarkusTest
@QuarkusTestResource(StubDispatcher.class)
class AutoscalerResourceTest {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    @ConfigProperty(name = "dispatcher.url")
    String dispatcher;

    @BeforeEach
    void wellAndIdle() {
        tell(figures(100, 0));
        await(status -> status.getString("blind") == null && status.get("inputs") != null);
    }

    @AfterEach
    void release() {
        given().delete("/replicas").then().statusCode(204);
    }

    private void tell(String figures) {
        given().queryParam("query", "tell:" + figures).get(dispatcher).then().statusCode(200);
    }

    private static String figures(long arrivals, int queued) {
        return "dispatcher_arrivals_total " + arrivals + "\ndispatcher_queue_size " + queued + "\n";
    }

    private static JsonPath await(Predicate<JsonPath> enough) {
        long start = System.nanoTime();
        JsonPath status;
        do {
            status = get("/status").jsonPath();
            if (enough.test(status)) {
                return status;
            }
        } while (System.nanoTime() - start < DEADLINE_NANOS);
        throw new AssertionError("still " + status.prettify());
    }

    @Test
    void showsWhatItSeesAndDecides() {
        tell(figures(100, 7) + "dispatcher_replica_in_flight{replica=\"r\"} 3\n");
        JsonPath status = await(now -> now.getInt("inputs.queued") == 7);
        assertEquals("queue", status.getString("policy"));
        assertEquals(3, status.getInt("inputs.in_flight"));
        assertEquals(50, status.getFloat("inputs.service_ms.1"));
        assertEquals(1, status.getInt("replicas.ready"));
        assertTrue(get("/q/metrics").asString().contains("autoscaler_queued 7.0"));
        get("/").then().statusCode(200).body("status", equalTo("ok")).body("replicas.ready", equalTo(1));
        get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void saysThatWhatItWantsIsAdvice() {
        assertTrue(get("/q/metrics").asString().contains("autoscaler_acts 0.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dispatcher_arrivals_total NaN\ndispatcher_queue_size 0\n",
                "dispatcher_arrivals_total 100\ndispatcher_queue_size -3\n",
                "dispatcher_queue_size 3\n",
                "nonsense",
            })
    void isBlindToWhatCanNotBeAndRecovers(String wrong) {
        int wanted = get("/status").jsonPath().getInt("replicas.wanted");
        tell(wrong);
        JsonPath blind = await(now -> now.getString("blind") != null);
        assertEquals("blind", blind.getString("decision"));
        assertEquals(wanted, blind.getInt("replicas.wanted"));
        assertTrue(get("/q/metrics").asString().contains("autoscaler_blind 1.0"));
        tell(figures(110, 0));
        await(now -> now.getString("blind") == null);
    }

    @Test
    void isBlindWhileTheDispatcherFails() {
        tell("fail");
        JsonPath blind = await(now -> now.getString("blind") != null);
        assertTrue(blind.getString("blind").endsWith(": HTTP 500"), blind.getString("blind"));
    }

    @Test
    void holdsTheNumberSetByHand() {
        given().body("{\"replicas\":3}").put("/replicas").then().statusCode(200).body("replicas", equalTo(3));
        JsonPath held = await(now -> now.getInt("replicas.wanted") == 3);
        assertEquals("override", held.getString("changes[-1].reason"));
        assertEquals("3 set by hand", held.getString("changes[-1].words"));
        int changes = held.getList("changes").size();
        await(now -> now.getInt("override") == 3 && now.getString("decision").equals("override"));
        String metrics = get("/q/metrics").asString();
        assertTrue(metrics.contains("autoscaler_replicas{kind=\"wanted\"} 3.0"));
        assertTrue(metrics.contains("autoscaler_replicas_limit{kind=\"max\"} 4.0"));
        assertTrue(metrics.contains("\nprocess_resident_memory_bytes "));
        given().delete("/replicas").then().statusCode(204);
        JsonPath released = await(now -> now.get("override") == null);
        assertNull(released.get("override"));
        assertEquals(changes, released.getList("changes").size(), "it is asked for once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"replicas\":0}",
                "{\"replicas\":5}",
                "{\"replicas\":1.5}",
                "{\"replicas\":\"2\"}",
                "{}",
                "x",
                ""
            })
    void refusesANumberThatCanNotBe(String body) {
        given().body(body).put("/replicas").then().statusCode(400).contentType(startsWith("application/problem+json"));
        assertNull(get("/status").jsonPath().get("override"));
    }
}
