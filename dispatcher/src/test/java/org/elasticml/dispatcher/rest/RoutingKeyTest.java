package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
@TestProfile(RoutingKeyTest.ByKey.class)
class RoutingKeyTest {
    public static final class ByKey implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("balancing.policy", "consistent-hash");
        }
    }

    /** The replicas that answered 30 requests, one after the other. */
    private static int replicas(IntFunction<String> image, IntFunction<Optional<String>> key) {
        Set<String> replicas = new TreeSet<>();
        for (int i = 0; i < 30; i++) {
            var request = given().contentType("image/jpeg").body(image.apply(i).getBytes(StandardCharsets.US_ASCII));
            key.apply(i).ifPresent(its -> request.header("X-Routing-Key", its));
            replicas.add(request.post("/add_to_queue")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("replica"));
        }
        return replicas.size();
    }

    @Test
    void requestsWithTheSameKeyMeet() {
        assertEquals(1, replicas(i -> "image " + i, i -> Optional.of("camera 7")));
        assertEquals(2, replicas(i -> "image", i -> Optional.of("camera " + i)));
    }

    @Test
    void withoutAKeyThoseWithTheSameImageMeet() {
        assertEquals(1, replicas(i -> "image", i -> Optional.empty()));
        assertEquals(2, replicas(i -> "image " + i, i -> Optional.empty()));
    }
}
