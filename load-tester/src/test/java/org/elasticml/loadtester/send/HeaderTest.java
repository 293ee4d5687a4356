package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HeaderTest {
    @Test
    void splitsAtTheFirstColon() {
        assertEquals(new Header("Authorization", "Bearer a:b"), Header.parse("Authorization:  Bearer a:b "));
        assertEquals(new Header("X-Empty", ""), Header.parse("X-Empty:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X-API-Key", ": value", "a b: c", "X-Key: s3cret\nHost: other", "X-Key: s3crét"})
    void refusesWhatIsNoneWithoutRepeatingASecret(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Header.parse(text))
                .getMessage();
        assertTrue(message.contains("'X-API-Key: 0123'"), message);
        assertFalse(message.contains("s3cr"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: a", "content-length: 5", "Transfer-Encoding: chunked"})
    void leavesTheMessageToTheSender(String text) {
        assertThrows(IllegalArgumentException.class, () -> Header.parse(text));
    }

    @Test
    void showsNoValue() {
        assertEquals("X-API-Key: …", Header.parse("X-API-Key: s3cret").toString());
    }

    @Test
    void isOnEveryRequest() throws Exception {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response));
                Target target = new HttpTarget(
                        TargetUrl.parse(server.url()),
                        Duration.ofSeconds(30),
                        List.of(new Header("X-API-Key", "0123")))) {
            target.check().toCompletableFuture().get(30, TimeUnit.SECONDS);
            target.send(HttpTargetTest.PHOTO, () -> {}).toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertEquals(List.of("0123", "0123"), server.headers("X-API-Key"));
        }
    }
}
