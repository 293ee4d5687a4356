package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(NotReadyTest.NoApiServer.class)
class NotReadyTest {
    public static final class NoApiServer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ml.service.url", "kubernetes://ml-app", "kubernetes.master", "http://127.0.0.1:1");
        }
    }

    @Test
    void isAliveButNotReadyWhileTheApiServerCantBeReached() {
        given().get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
        given().get("/q/health/live").then().statusCode(200);
        given().get("/").then().statusCode(200).body("replicas", equalTo(0));
    }
}
