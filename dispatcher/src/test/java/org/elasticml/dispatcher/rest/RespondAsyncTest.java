package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests whose senders do not wait, through the real door. */
@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
@Timeout(60)
class RespondAsyncTest {
    private static final byte[] IMAGE = new byte[1234];

    @ConfigProperty(name = "ml.service.url")
    List<String> replicas;

    private void mode(String mode) {
        replicas.forEach(
                replica -> given().get(replica + "/mode/" + mode).then().statusCode(200));
    }

    @AfterEach
    void heal() {
        mode("well");
    }

    private static ValidatableResponse add(String... headers) {
        var request = given().contentType("image/jpeg").body(IMAGE).header("Prefer", "handling=lenient, Respond-Async");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.post("/add_to_queue?top_k=2").then();
    }

    /** Where its result will be. */
    private static String accepted() {
        return add().statusCode(202).extract().header("Location");
    }

    private static ValidatableResponse result(String location, int waitSeconds) {
        return given().header("Prefer", "wait=" + waitSeconds).get(location).then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType(containsString("application/problem+json"))
                .body("status", equalTo(status))
                .body("detail", notNullValue());
    }

    private static double metric(String name) {
        String line = given().get("/q/metrics")
                .asString()
                .lines()
                .filter(metric -> metric.startsWith(name + " "))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(name.length() + 1));
    }

    @Test
    void isAcceptedThenPendingThenAnswered() {
        mode("stuck");
        ValidatableResponse accepted = add().statusCode(202)
                .header("Location", matchesPattern("/results/[A-Za-z0-9_-]{32}"))
                .header("Preference-Applied", equalTo("respond-async"))
                .body("outcome", equalTo("pending"));
        String location = accepted.extract().header("Location");
        String id = location.substring("/results/".length());
        accepted.body("id", equalTo(id)).body("location", equalTo(location));
        for (int waitSeconds = 0; waitSeconds < 2; waitSeconds++) {
            result(location, waitSeconds)
                    .statusCode(202)
                    .header("Retry-After", equalTo("1"))
                    .body("id", equalTo(id))
                    .body("outcome", equalTo("pending"))
                    .body("location", equalTo(location));
        }
        heal();
        for (int read = 0; read < 3; read++) {
            result(location, 60)
                    .statusCode(200)
                    .contentType(containsString("application/json"))
                    .body("id", equalTo(id))
                    .body("outcome", equalTo("succeeded"))
                    .body("prediction", equalTo("cat: 90.00%"))
                    .body("bytes", equalTo(IMAGE.length))
                    .body("query", equalTo("top_k=2"))
                    .body("queue_size", notNullValue())
                    .body("replica", notNullValue())
                    .body("waited_ms", notNullValue())
                    .body("served_ms", notNullValue())
                    .body("problem", nullValue());
        }
    }

    @Test
    void aFailureIsAResult() {
        mode("picky");
        result(accepted(), 60)
                .statusCode(200)
                .body("outcome", equalTo("failed"))
                .body("problem.type", equalTo("about:blank"))
                .body("problem.title", equalTo("Unsupported Media Type"))
                .body("problem.status", equalTo(415))
                .body("problem.detail", equalTo("I do not like it"))
                .body("label", nullValue());
    }

    @Test
    void aDeadlineThatPassesIsARefusal() {
        mode("stuck");
        String location = add("X-Deadline-Ms", "100").statusCode(202).extract().header("Location");
        result(location, 60).statusCode(200).body("outcome", equalTo("refused")).body("problem.status", equalTo(504));
    }

    @Test
    void itsDeadlineIsLongerThanThatOfOneWhoWaits() {
        result(accepted(), 60).body("deadline", allOf(greaterThan(5_000), lessThanOrEqualTo(600_000)));
    }

    @Test
    void whatIsWrongWithTheRequestIsSaidAtOnce() {
        double failed = metric("dispatcher_requests_total{outcome=\"failed\"}");
        problem(add("X-Priority", "urgent"), 400);
        problem(
                given().header("Prefer", "respond-async")
                        .contentType("text/plain")
                        .body("hello")
                        .post("/add_to_queue")
                        .then(),
                415);
        assertEquals(failed + 2, metric("dispatcher_requests_total{outcome=\"failed\"}"));
    }

    @Test
    void thereIsNoResultOfAnIdThatWasNotGivenOut() {
        for (String id : List.of("x", "A".repeat(32), "x".repeat(3_000), "%00", "a%2Fb")) {
            problem(given().urlEncodingEnabled(false).get("/results/" + id).then(), 404);
        }
        problem(given().get("/results").then(), 404);
        String other = accepted().replaceFirst(".$", "");
        problem(result(other, 60), 404);
    }

    @Test
    void resultsAreOnlyRead() {
        String location = accepted();
        problem(given().delete(location).then(), 405);
        problem(given().body("{}").put(location).then(), 405);
        result(location, 60).statusCode(200);
        given().head(location).then().statusCode(200);
    }

    @Test
    void isCountedOnceByItsOwnOutcomeAndViolatesNoSlo() {
        String succeeded = "dispatcher_requests_total{outcome=\"succeeded\"}";
        String failed = "dispatcher_requests_total{outcome=\"failed\"}";
        List<String> ofThoseWhoWait = List.of("dispatcher_request_seconds_count", "dispatcher_slo_violations_total");
        double arrivalsBefore = metric("dispatcher_arrivals_total");
        double succeededBefore = metric(succeeded);
        double failedBefore = metric(failed);
        List<Double> before =
                ofThoseWhoWait.stream().map(RespondAsyncTest::metric).toList();
        mode("stuck");
        String location = accepted();
        assertEquals(succeededBefore, metric(succeeded));
        heal();
        result(location, 60).body("outcome", equalTo("succeeded"));
        mode("picky");
        result(accepted(), 60).body("outcome", equalTo("failed"));
        assertEquals(arrivalsBefore + 2, metric("dispatcher_arrivals_total"));
        assertEquals(succeededBefore + 1, metric(succeeded));
        assertEquals(failedBefore + 1, metric(failed));
        assertEquals(
                before, ofThoseWhoWait.stream().map(RespondAsyncTest::metric).toList());
    }

    @Test
    void openApiShowsIt() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/add_to_queue'.post.responses", hasKey("202"))
                .body("paths.'/add_to_queue'.post.parameters.name", hasItem("Prefer"))
                .body("paths.'/results/{id}'.get.responses", aMapWithSize(4));
    }
}
