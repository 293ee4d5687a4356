package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.discovery.Registrations;
import org.elasticml.dispatcher.discovery.ReplicaSource.Found;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RegistrationResourceTest.Open.class)
class RegistrationResourceTest {
    public static final class Open implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ml.service.url", "http://127.0.0.1:1,register://",
                    "registration.lease-ms", "600000",
                    "registration.token", "secret");
        }
    }

    private static final Found A = new Found(ReplicaAddress.of("http://127.0.0.1:9001"), false);

    @Inject
    Registrations registrations;

    @AfterEach
    void clear() {
        registrations.found().forEach(found -> registrations.remove(found.address()));
    }

    private static RequestSpecification allowed() {
        return given().header("Authorization", "Bearer secret");
    }

    private static ValidatableResponse put(String body) {
        return allowed().body(body).put("/replicas").then();
    }

    private static void problem(ValidatableResponse response, int status, String detail) {
        response.statusCode(status)
                .contentType(containsString("application/problem+json"))
                .body("status", equalTo(status))
                .body("detail", containsString(detail));
    }

    @Test
    void aReplicaComesDrainsAndGoes() {
        put("{\"url\":\"http://127.0.0.1:9001\"}")
                .statusCode(200)
                .body("name", equalTo("127.0.0.1:9001"))
                .body("draining", equalTo(false))
                .body("lease_ms", equalTo(600_000));
        assertEquals(Set.of(A), registrations.found());
        put("{\"url\":\"http://127.0.0.1:9001\",\"draining\":true}").statusCode(200);
        assertEquals(Set.of(new Found(A.address(), true)), registrations.found());
        allowed()
                .queryParam("url", "http://127.0.0.1:9001")
                .delete("/replicas")
                .then()
                .statusCode(204);
        assertEquals(Set.of(), registrations.found());
        allowed()
                .queryParam("url", "http://127.0.0.1:9001")
                .delete("/replicas")
                .then()
                .statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"url\":7}",
                "{\"url\":\"http://a:1\",\"draining\":\"yes\"}",
                "{\"url\":\"127.0.0.1:9001\"}",
                "{\"url\":\"http://a:1/predict\"}",
            })
    void whatIsNoReplicaIsRefused(String body) {
        problem(put(body), 400, "as in ");
        assertEquals(Set.of(), registrations.found());
    }

    @Test
    void aGoodbyeNamesTheReplica() {
        problem(allowed().delete("/replicas").then(), 400, "base URL");
    }

    @Test
    void aLargeBodyIsRefused() {
        problem(put("{\"url\":\"http://a:1\"}" + " ".repeat(5_000)), 413, "4096");
    }

    @Test
    void withoutTheTokenNobodyRegisters() {
        for (ValidatableResponse refused : new ValidatableResponse[] {
            given().body("{\"url\":\"http://127.0.0.1:9001\"}").put("/replicas").then(),
            given().delete("/replicas?url=http://127.0.0.1:9001").then(),
        }) {
            problem(refused, 401, "REGISTRATION_TOKEN");
            refused.header("WWW-Authenticate", equalTo("Bearer"));
        }
        assertEquals(Set.of(), registrations.found());
    }
}
