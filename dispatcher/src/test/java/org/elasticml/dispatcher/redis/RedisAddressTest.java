package org.elasticml.dispatcher.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.elasticml.web.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
    @ParameterizedTest
    @CsvSource({
        "redis://127.0.0.1:6379, redis://127.0.0.1:6379",
        "redis://redis, redis://redis:6379",
        "redis://redis/3, redis://redis:6379/3",
        "rediss://user:secret@redis.example:6380/0, rediss://redis.example:6380/0",
        "redis://:secret@redis, redis://redis:6379",
    })
    void isShownWithoutThePassword(String url, String shown) {
        assertEquals(shown, RedisAddress.of(url).toString());
    }

    @Test
    void thePasswordIsTakenOutOfWhatOthersSay() {
        RedisAddress address = RedisAddress.of("redis://user:p%20w+1@redis");
        assertEquals("ERR '…' and '…'", address.withoutPassword("ERR 'p w+1' and 'p%20w+1'"));
        assertEquals("redis://user:p%20w%2B1@redis:6379", address.url());
        assertEquals("ERR", RedisAddress.of("redis://redis").withoutPassword("ERR"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "redis",
                "redis:6379",
                "redis://",
                "http://redis",
                "redis://secret@redis",
                "redis://secret:@redis",
                "redis://redis:99999",
                "redis://redis:0",
                "redis://redis/secret",
                "redis://redis?password=secret",
                "redis://a:se#cret@redis",
                "redis://a:se cret@redis",
                "unix:///run/redis"
            })
    void whatCantBeIsSaidWithoutIt(String url) {
        String message = assertThrows(Service.CantStart.class, () -> RedisAddress.of(url))
                .getMessage();
        assertTrue(message.startsWith("REDIS_URL can't be; it looks like redis://"), message);
        assertFalse(message.contains("cret"), message);
    }
}
